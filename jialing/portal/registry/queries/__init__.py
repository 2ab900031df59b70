"""Questions about records; nothing here changes one."""
