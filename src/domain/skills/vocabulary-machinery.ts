/** Fields of people who work on data, machines and languages. The notation is explained in vocabulary-fields.ts. */
export const machinery: Readonly<Record<string, string>> = {
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
};
