package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// eventStream sends server-sent events (HTML Standard, 9.2).
type eventStream struct {
	io.Writer
	connection *http.ResponseController
}

// sendTime is how long a reader may take for one event.
const sendTime = 10 * time.Second

// send sends an event whose data is JSON, which has no line breaks.
func (e eventStream) send(name string, data any) error {
	encoded, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if err := e.connection.SetWriteDeadline(time.Now().Add(sendTime)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(e, "event: %s\ndata: %s\n\n", name, encoded); err != nil {
		return err
	}
	return e.connection.Flush()
}
