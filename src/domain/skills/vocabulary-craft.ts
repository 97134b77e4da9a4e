/** Fields that cut across: how software is made, and by whom. The notation is explained in vocabulary-fields.ts. */
export const craft: Readonly<Record<string, string>> = {
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
