"""Work that outlasts a request: asked for by a person, done by a worker, watched, cancelled, tried again, never lost.

An app asks for work with :func:`actions.ask` and does it in a function that :func:`kinds.job_kind` registers.
docs/explanation/jobs.md says what such a function must keep to.
"""
