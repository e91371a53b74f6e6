// A page that others change looks again by itself.
setTimeout(() => location.reload(), 60_000);
