/* Finds the number whose SHA-256 with the salt is the challenge. Own hashing: the browser's needs HTTPS. */
"use strict";

var K = new Uint32Array(64);
var H = new Uint32Array(8);
(function () {
  var primes = [];
  for (var n = 2; primes.length < 64; n += 1) {
    if (primes.every(function (p) { return n % p; })) { primes.push(n); }
  }
  primes.forEach(function (p, i) {
    K[i] = (Math.pow(p, 1 / 3) % 1) * 4294967296;
    if (i < 8) { H[i] = (Math.pow(p, 1 / 2) % 1) * 4294967296; }
  });
})();

var W = new Uint32Array(64);

function turn(x, n) { return (x >>> n) | (x << (32 - n)); }

function round(state, block, at) {
  var i, s0, s1, t1, t2;
  for (i = 0; i < 16; i += 1, at += 4) {
    W[i] = (block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3];
  }
  for (i = 16; i < 64; i += 1) {
    s0 = turn(W[i - 15], 7) ^ turn(W[i - 15], 18) ^ (W[i - 15] >>> 3);
    s1 = turn(W[i - 2], 17) ^ turn(W[i - 2], 19) ^ (W[i - 2] >>> 10);
    W[i] = W[i - 16] + s0 + W[i - 7] + s1;
  }
  var a = state[0], b = state[1], c = state[2], d = state[3];
  var e = state[4], f = state[5], g = state[6], h = state[7];
  for (i = 0; i < 64; i += 1) {
    t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sha256(text) {
  var length = text.length;
  var padded = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  for (var i = 0; i < length; i += 1) { padded[i] = text.charCodeAt(i); }
  padded[length] = 128;
  for (var place = padded.length - 1, bits = length * 8; bits; place -= 1, bits >>>= 8) { padded[place] = bits & 255; }
  var state = new Uint32Array(H);
  for (var at = 0; at < padded.length; at += 64) { round(state, padded, at); }
  return Array.prototype.map.call(state, function (word) { return ("0000000" + word.toString(16)).slice(-8); }).join("");
}

self.onmessage = function (message) {
  var task = message.data;
  for (var number = 0; number <= task.most; number += 1) {
    if (sha256(task.salt + number) === task.challenge) { self.postMessage(number); return; }
  }
  self.postMessage(null);
};
