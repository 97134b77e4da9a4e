/** The routes of the server and what they take, read from the files that make them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const routesFolder = join(import.meta.dirname, '..', 'src', 'routes');

/** Every route that answers, from the files that make it one. */
export function routeTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const file of readdirSync(routesFolder, { recursive: true, encoding: 'utf8' })) {
    const [, folder = '', name] =
      /^(.*?)\/?(\+(?:page|server|page\.server)\.(?:svelte|ts))$/.exec(file) ?? [];
    if (name === undefined) continue;
    table.set(`/${folder}`, [...(table.get(`/${folder}`) ?? []), join(routesFolder, file)]);
  }
  return table;
}

/** The form actions a route's files export; '' for an unnamed one and for an endpoint's POST. */
export function postsOf(files: string[]): string[] {
  return files.flatMap((file) => {
    if (file.endsWith('+server.ts')) return exportOf(file, 'POST') === undefined ? [] : [''];
    const actions = file.endsWith('.ts') ? exportOf(file, 'actions') : undefined;
    if (actions === undefined) return [];
    const value = ts.isVariableDeclaration(actions) ? actions.initializer : undefined;
    if (value === undefined || !ts.isObjectLiteralExpression(value))
      throw new Error(`${file}: the actions are not written down as an object`);
    return value.properties.map(({ name }) => {
      if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)))
        throw new Error(`${file}: an action has no name of its own`);
      return name.text === 'default' ? '' : name.text;
    });
  });
}

/** What a module exports under a name, whichever way it is written; undefined for nothing. */
function exportOf(file: string, name: string): ts.Node | undefined {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const declared = source.statements.flatMap((statement): [string, ts.Node][] => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isExportDeclaration(statement))
      throw new Error(`${file}: a route exports what it declares, where it declares it`);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? '', statement]];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((each) => [
      ts.isIdentifier(each.name) ? each.name.text : '',
      each,
    ]);
  });
  return new Map(declared).get(name);
}
