// @ts-check
/** The worker's program as text, for a blob; empty where nothing is joined, and then the page paints. */

export const WORKER_SOURCE = ""; // nnviz/components/bundle.py puts the program of ./worker.js here
