"""Tests of the package kg.quality."""
