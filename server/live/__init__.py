"""The live view: who looks at a job, with which right, and the page that shows it."""
