// SPDX-License-Identifier: Apache-2.0
// A perceptual hash of a picture, 64 bits as hexadecimal digits: pictures that look alike differ in few.
//
// How far the brightness is from that of the first pixel, which is paper, is averaged over 32 x 32
// fields, of which the root is taken so that thin lines count beside areas. Of the discrete cosine
// transform the 64 lowest frequencies but the mean are taken; each bit says whether one is above their
// median. C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, section 3.1.
"use strict";

// Runs in a page, which decodes the picture.
const hashOf = async (base64) => {
  const kFields = 32, kBits = 64;
  const image = new Image();
  image.src = "data:image/png;base64," + base64;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const brightness = (at) => 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  const paper = brightness(0);
  const sums = new Float64Array(kFields * kFields), counts = new Float64Array(kFields * kFields);
  for (let y = 0, at = 0; y < image.height; y++) {
    const row = kFields * Math.floor(y * kFields / image.height);
    for (let x = 0; x < image.width; x++, at += 4) {
      const field = row + Math.floor(x * kFields / image.width);
      sums[field] += Math.abs(brightness(at) - paper);
      counts[field]++;
    }
  }
  const wave = (place, frequency) => Math.cos(Math.PI * (place + 0.5) * frequency / kFields);
  const strength = ([u, v]) => sums.reduce((sum, value, field) => sum +
    Math.sqrt(value / Math.max(1, counts[field])) * wave(field % kFields, u) * wave(Math.floor(field / kFields), v), 0);
  const lowest = Array.from({ length: 144 }, (_, i) => [i % 12, Math.floor(i / 12)])
    .sort((a, b) => a[0] + a[1] - b[0] - b[1]).slice(1, kBits + 1);
  const strengths = lowest.map(strength);
  const median = [...strengths].sort((a, b) => a - b)[kBits / 2];
  const bits = strengths.map((value) => value > median ? "1" : "0").join("");
  return bits.match(/.{4}/g).map((four) => parseInt(four, 2).toString(16)).join("");
};

// `decoder` is any page without a policy, such as a blank one; `picture` a PNG.
const pictureHash = (decoder, picture) => decoder.evaluate(hashOf, picture.toString("base64"));

// In how many of the 64 bits two hashes differ.
const hashDistance = (one, other) => [...one].reduce((bits, digit, i) =>
  bits + [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][parseInt(digit, 16) ^ parseInt(other[i], 16)], 0);

module.exports = { hashDistance, pictureHash };
