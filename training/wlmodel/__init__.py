"""Training of the starter model: English into Persian, Dari and Pashto. See ``training/README.md``."""
