# Types of memory.py for the compiled core (docs/architecture.md); Python does not read this file.
