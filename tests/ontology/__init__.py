"""Tests of the folder ontology/: style, shapes, description logic, JSON-LD context and codes."""
