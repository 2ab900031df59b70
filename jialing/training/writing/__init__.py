"""Invented affiliation strings about real or invented organisations, whose truth is known because they were written
for it."""
