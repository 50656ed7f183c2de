"""The rules, a module for each group; importing a module registers its rules."""
