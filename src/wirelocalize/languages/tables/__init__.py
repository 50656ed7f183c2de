"""One declarative module per language, each with a ``LANGUAGE``; a new module here is a new language."""
