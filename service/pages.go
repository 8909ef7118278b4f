package service

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image/jpeg"

	"hecha/document"
	"hecha/pipeline/raster"
)

// Page is the picture of a page.
type Page struct {
	// Width and Height are the page's own size in pixels, which quads are in; the
	// picture may be smaller.
	Width, Height int
	JPEG          []byte
}

// pageStage names the pictures of pages among the memos, and pageVersion what is
// done to make them.
const (
	pageStage   = "pictures"
	pageVersion = "1"
	pageQuality = 82
)

// Page is the picture of page number (from 1) of an upload. A page that cannot be
// drawn is ErrNotFound.
func (s *Service) Page(ctx context.Context, g document.Grant, id, sha256sum string, number int) (Page, error) {
	if err := s.lookAt(ctx, g, id, sha256sum); err != nil {
		return Page{}, err
	}
	key := pageKey(sha256sum, number)
	memo, err := s.Repository.Recall(ctx, pageStage, key)
	if err == nil {
		return parsePage(memo)
	}
	if !errors.Is(err, ErrNotFound) {
		return Page{}, err
	}
	page, err := s.drawPage(ctx, sha256sum, number)
	if err != nil {
		return Page{}, err
	}
	if memo, err = page.marshal(); err == nil {
		err = s.Repository.Remember(ctx, pageStage, key, memo)
	}
	if err != nil { // it can be drawn again
		s.Log.WarnContext(ctx, "page not remembered", "upload", sha256sum, "page", number, "error", err)
	}
	return page, nil
}

func pageKey(sha256sum string, number int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", pageVersion, sha256sum, number))
	return hex.EncodeToString(sum[:])
}

// drawPage goes through the pages up to the one that is asked for.
func (s *Service) drawPage(ctx context.Context, sha256sum string, number int) (Page, error) {
	data, err := s.Repository.ReadUpload(ctx, sha256sum)
	if err != nil {
		return Page{}, err
	}
	for page, err := range s.Raster.Pages(ctx, data) {
		var problem *document.Problem
		if err != nil && !errors.As(err, &problem) {
			return Page{}, fmt.Errorf("page %d of %s: %w", number, sha256sum, err)
		}
		if page.Number != number || err != nil {
			continue
		}
		drawn, err := encode(page)
		if err != nil {
			return Page{}, fmt.Errorf("page %d of %s: %w", number, sha256sum, err)
		}
		return drawn, nil
	}
	return Page{}, fmt.Errorf("page %d of %s: %w", number, sha256sum, ErrNotFound)
}

func encode(page raster.Page) (Page, error) {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, page.Image, &jpeg.Options{Quality: pageQuality}); err != nil {
		return Page{}, err
	}
	size := page.Image.Bounds().Size()
	return Page{
		Width: int(float64(size.X) / page.Scale), Height: int(float64(size.Y) / page.Scale), JPEG: picture.Bytes(),
	}, nil
}

func (p Page) marshal() ([]byte, error) { return json.Marshal(p) }

func parsePage(memo []byte) (p Page, err error) {
	if err := json.Unmarshal(memo, &p); err != nil {
		return Page{}, fmt.Errorf("remembered page: %w", err)
	}
	return p, nil
}
