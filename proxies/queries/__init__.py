"""From a question to series: what every page, chart, export and feed counts."""
