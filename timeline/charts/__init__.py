"""Event rows to a Plotly figure as a dict."""
