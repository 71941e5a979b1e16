// A service worker that orders when it is told to.
self.addEventListener('message', () => fetch('/order', {method: 'POST', body: 'lamp'}));
