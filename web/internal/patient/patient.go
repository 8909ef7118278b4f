// Package patient reads what is sent over poor lines: a sender has time for
// every piece and not for the whole, so that nobody who sends is cut off and
// nobody who is silent holds a connection.
package patient

import (
	"io"
	"net/http"
	"time"
)

// Patience is how long the next bytes of a request are waited for.
const Patience = time.Minute

// Body is the body of a request that w answers. A Read fails with
// os.ErrDeadlineExceeded when nothing came for so long.
func Body(w http.ResponseWriter, body io.ReadCloser, patience time.Duration) io.ReadCloser {
	return &reader{body, http.NewResponseController(w), patience}
}

type reader struct {
	io.ReadCloser
	connection *http.ResponseController
	patience   time.Duration
}

// Read implements io.Reader. Whoever works on after the end of the body is not
// held to the time of its last piece.
func (r *reader) Read(b []byte) (int, error) {
	if err := r.connection.SetReadDeadline(time.Now().Add(r.patience)); err != nil {
		return 0, err
	}
	n, err := r.ReadCloser.Read(b)
	if err == io.EOF {
		if err := r.connection.SetReadDeadline(time.Time{}); err != nil {
			return n, err
		}
	}
	return n, err
}
