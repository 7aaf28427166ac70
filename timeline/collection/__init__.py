"""The seed format: TOML to plain records."""
