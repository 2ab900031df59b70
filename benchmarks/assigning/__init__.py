"""Invented calls to assign, and a checker that shares nothing with the solver."""
