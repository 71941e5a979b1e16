package tabwright

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
)

// Download returns the bytes of a job's artifact, by its file name, such as "screenshot.png", or its id. DownloadTo
// is for those that are too large for the memory.
func (c *Client) Download(ctx context.Context, jobID, name string) ([]byte, error) {
	return answer(ctx, callPatience, func() ([]byte, error) {
		var content bytes.Buffer
		err := c.writeArtifact(ctx, jobID, name, &content)
		return content.Bytes(), err
	})
}

// DownloadOption changes how [Client.DownloadTo] writes its file.
type DownloadOption int

// Overwrite replaces a file of the same name; of a link, the file that it leads to.
const Overwrite DownloadOption = 1

// DownloadTo writes a job's artifact, by its file name, such as "screenshot.png", or its id, into a file, piece by piece.
// The file has its name once it is complete. Another that has it stays, unless [Overwrite] is given: the error is then an
// [fs.ErrExist]. So it is where the name is that of a folder, a device, a pipe or the like, which is never replaced.
func (c *Client) DownloadTo(ctx context.Context, jobID, name, path string, options ...DownloadOption) error {
	overwrite := slices.Contains(options, Overwrite)
	if overwrite {
		var err error
		if path, err = destination(path); err != nil {
			return err
		}
	}
	if err := mustBeFree(path, overwrite); err != nil {
		return err
	}
	// The file's own name may be as long as names can be.
	part := filepath.Join(filepath.Dir(path), "."+rand.Text()+".part")
	defer os.Remove(part)
	_, err := answer(ctx, callPatience, func() (struct{}, error) {
		file, err := os.Create(part)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, errors.Join(c.writeArtifact(ctx, jobID, name, file), file.Close())
	})
	if err != nil {
		return err
	}
	if err := mustBeFree(path, overwrite); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// destination is where a path leads: of a link, the file that it names, which may be missing.
func destination(path string) (string, error) {
	found, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	link, err := os.Readlink(path)
	if err != nil {
		return path, nil // it is no link
	}
	if !filepath.IsAbs(link) {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", err
		}
		link = filepath.Join(folder, link)
	}
	return destination(link)
}

func mustBeFree(path string, overwrite bool) error {
	if there, err := os.Lstat(path); err != nil || (overwrite && there.Mode().IsRegular()) {
		return nil
	}
	return &fs.PathError{Op: "download to", Path: path, Err: fs.ErrExist}
}

func (c *Client) writeArtifact(ctx context.Context, jobID, name string, to io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Artifacts.DownloadArtifact(ctx, &v1.DownloadArtifactRequest{JobId: jobID, Artifact: name})
	for err == nil {
		piece, failure := stream.Recv()
		if _, err = to.Write(piece.GetData()); err != nil {
			return err
		}
		err = failure
	}
	if !errors.Is(err, io.EOF) {
		return fmt.Errorf("download %q of job %s: %w", name, jobID, err)
	}
	return nil
}
