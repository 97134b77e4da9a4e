/** Fields of people who build what others use. The notation is explained in vocabulary-fields.ts. */
export const building: Readonly<Record<string, string>> = {
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
};
