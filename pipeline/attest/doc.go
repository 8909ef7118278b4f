// Package attest finds what vouches for a copy: the words that it agrees with
// the original, the signature beside them and the seal of the employer. It works
// on lines and seals that were read already, and on the picture only to see
// whether anything is written where a signature belongs. What a missing mark
// means is left to the checks.
package attest
