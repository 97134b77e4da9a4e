/**
 * The skills this project knows by hand, grouped into fields: skills that tend to be met together.
 *
 * One line a skill: `Name: other names`. A leading `~` marks a common noun, which is written small in
 * the middle of a sentence; `(words)` says how it reads there. A skill may stand in several fields;
 * its other names are given once. Within a field the order is roughly how many people share it.
 */
export const fieldLines: Readonly<Record<string, string>> = {
  browser: `
    JavaScript: js, ecmascript, es6, es2015, vanilla js, java script
    React: reactjs, react js
    TypeScript: ts
    CSS: css3, cascading style sheets
    HTML: html5, xhtml
    ~Front-end (front-end work): frontend, frontend developer, front end engineer, client side, frontend engineering
    Vue: vuejs, vue js
    Angular: angular2, ng
    Redux: react redux, redux toolkit
    Next.js: next, nextjs
    ~Accessibility: a11y, wcag, aria, web accessibility
    Svelte: sveltejs
    ~CSS layout: flexbox, css grid, grid layout
    Sass: scss
    Tailwind CSS: tailwind, tailwindcss
    ~Web performance: core web vitals, frontend performance
    ~Responsive design: responsive web design, mobile first
    SvelteKit
    Nuxt: nuxtjs
    Gatsby: gatsbyjs
    Jamstack: jam stack, static sites, static site generators
    RxJS: rx, reactive extensions
    jQuery
    Astro
    AngularJS: angular 1, angular1
    ~Web components: custom elements, shadow dom
    Vite
    Webpack: bundlers
    Storybook
    htmx
    SolidJS: solid js
    Remix: react router
    Lit: lit element
    Alpine.js: alpinejs
    Ember.js: ember, emberjs
    Bootstrap: twitter bootstrap
    Less: lesscss
    ~Progressive web apps: pwa, service workers
    ~Browser extensions: chrome extensions, web extensions
    D3: d3js
    Three.js: threejs
    WebGL: webgpu
    ~Web animation: css animation, motion design
    ~Web development: web, web dev, webdev, web developer, website development
    MobX
    Electron: electronjs
    GraphQL: gql, apollo
    WebAssembly: wasm`,
  server: `
    Node.js: node, nodejs, node js
    ~Back-end (back-end work): backend, backend developer, back end engineer, server side, backend engineering
    ~Full stack (full-stack work): fullstack, fullstack developer, full stack engineer, full stack web development
    JavaScript
    TypeScript
    GraphQL
    Express: expressjs
    ~REST APIs: rest, rest api, restful, restful apis
    ~API design: api, apis, web apis, openapi
    MongoDB: mongo, mongoose
    PostgreSQL: postgres, postgre, psql, pg
    Docker
    NestJS: nest
    Fastify
    Deno
    Bun
    Redis: valkey
    ~WebSockets (WebSockets): websocket, socket.io, real time web
    ~Authentication: auth, oauth, oauth2, sso, openid connect
    ~Serverless (serverless work): lambda functions, faas, serverless functions
    ~Microservices: micro services, service oriented architecture
    Nginx
    ~Caching: cache
    ~Payments: payment integration, stripe
    gRPC: grpc
    ~Message queues: queues, rabbitmq, messaging`,
  scripting: `
    PHP: php8
    Laravel
    Ruby
    Ruby on Rails: rails, ror, rubyonrails
    MySQL: mariadb
    Symfony
    WordPress: wp
    Drupal
    Hotwire: turbo, stimulus
    Sinatra
    RSpec
    Perl: perl5
    Magento
    Shopify: liquid templates
    Livewire
    PHPUnit
    Craft CMS
    ~Content management: cms, headless cms
    Umbraco`,
  dotnet: `
    C#: csharp, c sharp
    .NET: dotnet, dotnet core, .net core, dot net, net framework, .net framework
    ASP.NET: asp.net core, aspnet, asp.net mvc
    Azure: microsoft azure
    SQL Server: mssql, ms sql, microsoft sql server
    Blazor
    Entity Framework: ef core, entity framework core
    F#: fsharp, f sharp
    Xamarin: xamarin.forms, xamarin forms
    .NET MAUI: maui
    WPF
    Unity: unity3d
    PowerShell: pwsh
    Umbraco`,
  jvm: `
    Java: java se, core java
    Kotlin
    Spring: spring boot, springboot, spring framework
    Scala
    ~Microservices
    Kafka: apache kafka
    Gradle
    Maven
    Hibernate: jpa
    Clojure
    Groovy
    Quarkus
    Micronaut
    Jakarta EE: j2ee, java ee, javaee
    Akka: pekko
    JUnit
    ~Event-driven architecture: event sourcing, cqrs, eda
    ~Back-end`,
  data: `
    Python: py, python3
    ~Data engineering: data engineer, etl, data pipelines
    ~Data science: data scientist
    SQL
    ~Machine learning: ml, applied ml
    ~Data analysis: data analytics, data analyst, analytics
    Pandas
    NumPy
    PyTorch
    Spark: apache spark, pyspark
    ~Statistics: stats
    R: rlang, r language
    Airflow: apache airflow
    dbt
    TensorFlow: keras
    scikit-learn: sklearn, scikit
    ~Data visualisation: data visualization, dataviz, charts
    Jupyter: jupyter notebook, jupyter notebooks
    ~Deep learning: neural networks
    ~Natural language processing: nlp
    ~Computer vision: opencv, image processing
    ~Language models: llm, llms, large language models, generative ai, genai, prompt engineering
    ~Artificial intelligence: ai
    ~MLOps
    Snowflake
    BigQuery
    Databricks
    Tableau
    Power BI: powerbi
    Julia
    Polars
    Excel: spreadsheets
    Watson: ibm watson
    ~Recommender systems: recommendation systems
    ~Bioinformatics
    ~Geospatial data: gis, maps, postgis, openstreetmap`,
  python: `
    Python
    Django
    Flask
    FastAPI
    pytest
    PostgreSQL
    Celery
    SQLAlchemy
    ~Web scraping: scraping, scrapy
    ~Automation: scripting, process automation
    Pandas
    ~Packaging: pip, python packaging
    ~REST APIs
    ~Async programming: asyncio, concurrency, multithreading`,
  databases: `
    SQL
    PostgreSQL
    MySQL
    ~Databases: database, db, database design, rdbms, relational databases
    MongoDB
    SQLite
    ~Data modelling: data modeling, schema design
    ~SQL performance: query tuning, slow queries, query optimisation
    Redis
    ~Database migrations: schema migrations
    Elasticsearch: elastic, opensearch, elk
    ~Search engines: search, full text search, lucene
    Cassandra: scylladb
    DynamoDB
    Oracle Database: oracle, pl/sql, plsql
    Neo4j: graph databases
    ClickHouse
    Kafka
    ~Replication: high availability
    ~NoSQL (NoSQL)
    Prisma`,
  platform: `
    ~DevOps (DevOps): dev ops, devops engineering
    AWS: amazon web services, ec2, s3
    Docker: containers, docker compose
    Kubernetes: k8s, kube, helm
    Linux: gnu/linux, unix, ubuntu, debian
    ~Cloud (the cloud): cloud computing, cloud native, cloud engineering
    Terraform: infrastructure as code, iac, opentofu
    ~Continuous delivery: ci/cd, ci, continuous integration, continuous deployment
    Azure
    Google Cloud: gcp, google cloud platform
    ~Site reliability engineering: sre, reliability
    ~Observability: monitoring, opentelemetry, tracing, logging
    Ansible
    Git: version control, github, gitlab
    ~On-call: on-call sanity, oncall, pager duty
    ~Incident response: incidents, postmortems, incident management
    Bash: shell, sh, shell scripting, bash scripting, shell script, zsh, command line
    Prometheus: grafana
    GitHub Actions
    Jenkins
    Firebase: firestore
    IBM Cloud: bluemix
    ~Networking (networks): networks, tcp/ip, dns
    ~Platform engineering: developer platforms
    Nix: nixos
    Cloudflare: cloudflare workers
    Heroku
    ~Cost control: finops
    ~Self-hosting: homelab, self hosting`,
  mobile: `
    Android: android development, android studio
    React Native: reactnative
    Kotlin
    Swift
    iOS: ios development, iphone
    Flutter
    Dart
    SwiftUI
    Jetpack Compose: compose
    Java
    Objective-C: objc
    Firebase
    Xamarin
    Ionic: capacitor
    Kotlin Multiplatform: kmp, kmm
    ~Mobile development: mobile, mobile apps, app development, mobile developer
    ~App releases: app store, play store
    UIKit
    Expo`,
  systems: `
    C
    C++: cpp, cplusplus, c plus plus
    Rust: rustlang
    Go: golang
    Linux
    ~Embedded systems: embedded, firmware, microcontrollers
    ~Operating systems: kernel, linux kernel, os development
    Zig
    Assembly: asm, x86, assembly language
    Arduino
    Raspberry Pi
    ~Compilers: compiler design, parsers, interpreters
    ~Debugging: gdb, debuggers
    ~Networking
    ~Real-time systems: rtos
    ~Robotics: ros
    Qt
    CMake
    ~Game development: gamedev, game dev, game programming
    Godot
    Unreal Engine: unreal
    ~Graphics programming: opengl, vulkan, shaders, rendering
    LLVM
    eBPF
    ~Internet of things: iot
    ~Audio programming: dsp`,
  functional: `
    ~Functional programming: fp, functional
    Haskell
    Elixir: elixirlang
    Scala
    Clojure: clj
    OCaml
    F#
    Elm
    Erlang: beam, otp
    Phoenix: phoenix liveview, liveview
    ClojureScript: cljs
    PureScript
    Lisp: common lisp, scheme
    Racket
    ~Type systems: type theory, types
    ~Property testing: property based testing, quickcheck
    Gleam
    Nix`,
  architecture: `
    ~Software architecture: architecture, system architecture, solution architecture
    ~Software design: software-design, design patterns, object oriented design, oop
    ~Algorithms: algo
    ~Data structures: dsa
    ~Distributed systems: distributed computing
    ~Microservices
    ~Clean code: best-practices, best practices, code quality, solid principles
    ~Refactoring: legacy code
    ~System design: systems design
    ~Performance: performance tuning, profiling, optimisation
    ~Scaling systems: scalability, scaling, high scale
    ~Domain-driven design: ddd
    ~Event-driven architecture
    ~API design
    ~Technical debt: modernisation
    ~Documentation of decisions: adr, architecture decision records
    ~Monorepos: monorepo
    ~Caching
    Kafka`,
  quality: `
    ~Testing: software testing, automated testing, unit testing, unit tests, tests
    ~QA: quality assurance, qa engineer, manual testing, test engineering
    ~Code review: code reviews, reviewing code, pull requests
    ~Test-driven development: tdd
    ~Test automation: test automation engineer, e2e testing, end to end testing
    Playwright
    Cypress
    Selenium: webdriver
    Jest: vitest
    ~Debugging
    ~Refactoring
    ~Pair programming: pairing, mob programming
    ~Load testing: performance testing
    ~Exploratory testing
    Cucumber: bdd, behaviour driven development`,
  security: `
    ~Security: infosec, cybersecurity, cyber security, information security
    ~Application security: appsec, secure coding, owasp, web security
    ~Cryptography: crypto
    ~Threat modelling: threat modeling
    ~Penetration testing: pentesting, ethical hacking
    ~Privacy: gdpr, data protection
    ~Authentication
    ~Supply chain security: dependency security
    ~Incident response
    ~Reverse engineering
    ~Networking
    Linux
    Python`,
  design: `
    ~UX: user experience, ux design, user experience design
    ~UI design: ui, user interface, interface design, ui/ux, ux/ui
    ~Design: product design, visual design, graphic design
    Figma
    ~Design systems: design system, component libraries
    ~Accessibility
    ~User research: usability testing, ux research
    ~Typography
    ~Prototyping
    ~Information architecture
    ~Content design: ux writing, microcopy
    CSS
    ~Front-end
    ~Illustration: svg illustration
    ~Data visualisation`,
  leading: `
    ~Leading a team: leadership, team lead, tech lead, technical leadership
    ~Engineering management: engineering manager, people management, management
    ~Product management: product, product manager, product ownership
    ~Project management: project manager, delivery management
    Scrum: agile, kanban, scrum master
    ~Hiring: recruiting, interviewing people
    ~Giving feedback: feedback, one to ones, 1:1s
    ~Estimating: estimation, planning
    ~Strategy: roadmaps, okrs
    ~Running meetings: facilitation, workshops
    ~Business analysis: business analyst, requirements
    ~Conflict: difficult conversations
    ~Startups: entrepreneurship, founding, bootstrapping
    ~Freelancing: freelance, consulting, contracting
    ~Delegating: delegation
    ~Growing people: coaching others`,
  careers: `
    ~Careers (finding your way at work): career, career advice, career growth, career development
    ~First jobs (first jobs): first job, junior jobs, getting hired, breaking into tech
    ~Interviewing: interviews, interview prep, technical interviews, coding interviews
    ~Programming basics: programming, coding, intro, learning to code, learn to code, beginners
    ~Changing careers: career change, career switch, switching careers
    ~Remote work: remote, working remotely, distributed teams
    ~CVs: resume, resumes, cv, curriculum vitae
    ~Negotiating pay: salary negotiation, negotiation
    ~Giving talks: public speaking, speaking, conference talks, presentations
    ~Writing: technical writing, blogging, tech writing
    ~Documentation: docs, docs as code
    ~Open source: opensource, oss, foss, free software, contributing to open source
    ~Open source maintenance: maintaining open source, maintainer
    ~Community building: meetups, organising meetups, developer relations, devrel, developer advocacy
    ~Learning habits: how to learn, study habits
    ~Returning to work: returners, parental leave
    ~Staying well at work: burnout, work life balance, mental health
    ~Finding confidence: impostor syndrome, imposter syndrome
    ~Neurodiversity at work: adhd, neurodiversity
    ~English for work (English for work): technical english
    ~Side projects: side project, indie hacking
    Git
    ~Time management: productivity, focus
    ~Mentoring: peer mentoring`,
  tools: `
    Git
    Vim: neovim, vi
    Emacs: emacs lisp, elisp
    VS Code: vscode, visual studio code
    ~Regular expressions: regex, regexp
    Bash
    Linux
    ~Developer tooling: developer experience, dx, tooling
    Make: makefile, makefiles
    LaTeX: tex
    ~Internationalisation: i18n, internationalization, localisation, l10n
    ~Low-code tools: no code, nocode, low code
    Blockchain: web3, ethereum, smart contracts
    Solidity
    SAP: abap
    Salesforce: apex
    COBOL: mainframe
    Home Assistant: home automation
    ~Search engine optimisation: seo
    ~E-commerce: ecommerce, online shops
    ~Quantum computing: qiskit
    ~Ethics in software: tech ethics, responsible ai
    ~Sustainable software: green software`,
};
