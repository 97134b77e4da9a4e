/**
 * Writes src/domain/skills/programming-languages.json: programming languages and formats people mentor each other
 * in, with their other names, from the `linguist-languages` package (MIT, from GitHub Linguist).
 * Run by hand after that package moves: `node bin/make-vocabulary.ts`. The result is checked in, so
 * the package is needed only here. Names the project spells by hand (fields.ts) win.
 */
import { writeFileSync } from 'node:fs';
import * as linguist from 'linguist-languages';
import { fieldLines } from '#domain/skills/vocabulary-fields.ts';
import { parseFields } from '#domain/skills/vocabulary.ts';
import { skillKey, type NamedSkill } from '#domain/skills/skill.ts';

/** Linguist knows 800 kinds of file. These are the ones somebody might ask a person about. */
const kept = new Set(
  `1C Enterprise|4D|ABAP|AL|ALGOL|AMPL|ANTLR|APL|ActionScript|Ada|Agda|Alloy|AngelScript|Apex|AppleScript
  AspectJ|AutoHotkey|AutoIt|Awk|B4X|BASIC|Ballerina|Batchfile|Bicep|Bison|BitBake|Boo|Brainfuck|Brightscript
  C3|COBOL|CUE|Cadence|Cairo|Cap'n Proto|Carbon|Chapel|ChucK|Clarion|Clarity|Clean|CodeQL|CoffeeScript
  ColdFusion|Common Lisp|Crystal|Csound|Cuda|Curry|Cypher|Cython|D|Dafny|Dart|Dhall|Dylan|ECL|EdgeQL
  Eiffel|Emacs Lisp|Erlang|Euphoria|F*|Factor|Faust|Fennel|Forth|Fortran|Frege|Futhark|G-code|GAMS|GAP
  GDScript|GLSL|Game Maker Language|Gherkin|Gnuplot|Gosu|Grammatical Framework|HCL|HLSL|Hack|Hare|Haxe
  HiveQL|Hy|IDL|Idris|Imba|Inform 7|Ink|Io|Isabelle|J|JCL|Janet|Jsonnet|Just|Kaitai Struct|KRL|Koka|LFE
  LabVIEW|Lean 4|Lex|LilyPond|Liquidsoap|LiveScript|Logtalk|LookML|Lua|Luau|M4|MATLAB|MLIR|MQL4|MQL5|Macaulay2
  Max|Mercury|Meson|Metal|MiniZinc|Mint|Modelica|Modula-2|Modula-3|Mojo|Monkey C|MoonScript|Motoko|Move|NSIS
  Nemerle|NetLogo|Nextflow|Nickel|Nim|Noir|Nushell|Oberon|ObjectScript|Objective-C++|Odin|Open Policy Agent
  OpenCL|OpenEdge ABL|OpenQASM|OpenSCAD|Oz|P4|PDDL|PLpgSQL|POV-Ray SDL|Pascal|Pawn|Perl|Pike|Pkl|Pony
  Power Query|PowerBuilder|Processing|Prolog|Promela|Puppet|PureBasic|Q#|QML|RPGLE|Raku|ReScript|Reason|Rebol|Red
  Ren'Py|Rhai|Ring|RobotFramework|Roc|Rocq Prover|SAS|Sage|Salt|Scheme|Scilab|ShaderLab|Smalltalk
  Snakemake|Standard ML|Starlark|Stata|SuperCollider|Sway|SystemVerilog|TLA|Tcl|Thrift|TSQL
  TypeSpec|Typst|UnrealScript|V|VBA|VBScript|VHDL|Vala|Verilog|Vim script|Visual Basic .NET|Vyper|WDL|WGSL
  Wolfram Language|Wren|XQuery|XSLT|Xojo|Yacc|YARA|Zephir|Zeek|fish|jq|q|sed|xBase|templ
  AsciiDoc|BibTeX|Blade|EJS|Handlebars|Haml|Jinja|Liquid|MDX|Markdown|Marko|Mermaid|Mustache|Nunjucks|PostCSS
  PostScript|Pug|reStructuredText|Roff|Slim|Slint|Stylus|TeX|Twig
  Ant Build System|Avro IDL|Caddyfile|FlatBuffers|Graphviz (DOT)|HAProxy|HTTP|JSON|Kusto|KiCad Schematic|OpenAPI Specification v3
  PlantUML|Protocol Buffer|Pure Data|RON|SPARQL|SVG|TOML|Turtle|Web Ontology Language|XML|YAML|edn|iCalendar`
    .split(/[|\n]/)
    .map((name) => name.trim()),
);

/** Linguist's file names, said as people say them. */
const spoken: Record<string, string> = {
  'Lean 4': 'Lean',
  Batchfile: 'Batch files',
  Cuda: 'CUDA',
  Awk: 'AWK',
  'Protocol Buffer': 'Protocol Buffers',
  'Graphviz (DOT)': 'Graphviz',
  'OpenAPI Specification v3': 'OpenAPI documents',
  'Rocq Prover': 'Rocq',
  RobotFramework: 'Robot Framework',
  TLA: 'TLA+',
  TSQL: 'T-SQL',
  'Visual Basic .NET': 'Visual Basic',
};

interface LinguistEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
}

const taken = new Set(
  parseFields(fieldLines).skills.flatMap(({ name, aliases }) => [name, ...aliases].map(skillKey)),
);
const entries: LinguistEntry[] = Object.values(linguist);
const found = entries
  .filter(({ name }) => kept.has(name))
  .map((entry) => ({ ...entry, spokenName: spoken[entry.name] ?? entry.name }))
  .filter(({ spokenName }) => !taken.has(skillKey(spokenName)));
for (const { spokenName } of found) taken.add(skillKey(spokenName));

const languages: NamedSkill[] = [];
for (const { name, spokenName, aliases = [] } of found) {
  const fresh = [name, ...aliases].filter((alias) => {
    const key = skillKey(alias);
    if (key === '' || taken.has(key)) return false;
    taken.add(key);
    return true;
  });
  languages.push({ name: spokenName, aliases: fresh });
}
languages.sort((a, b) => (skillKey(a.name) < skillKey(b.name) ? -1 : 1));

const target = new URL('../src/domain/skills/programming-languages.json', import.meta.url);
writeFileSync(target, `[\n${languages.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
const missing = [...kept].filter((name) => !entries.some((entry) => entry.name === name));
console.log(
  `${languages.length} languages written; not in linguist: ${missing.join(', ') || 'none'}`,
);
