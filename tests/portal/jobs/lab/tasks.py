from tests.portal.jobs import work  # noqa: F401 - registers itself
