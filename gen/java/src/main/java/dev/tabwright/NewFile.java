package dev.tabwright;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A name that a file gets once it is complete. Neither folders nor devices, pipes and the like are replaced. */
record NewFile(Path path, List<CopyOption> options) {
    /** Throws FileAlreadyExistsException where the name is taken. */
    static NewFile at(Path path, CopyOption... options) throws IOException {
        var chosen = List.of(options);
        var file = new NewFile(chosen.contains(StandardCopyOption.REPLACE_EXISTING) ? destination(path) : path, chosen);
        file.mustBeFree();
        return file;
    }

    /** Gives the file the name. */
    void take(Path part) throws IOException {
        mustBeFree();
        Files.move(part, path, options.toArray(CopyOption[]::new));
    }

    private void mustBeFree() throws FileAlreadyExistsException {
        boolean isReplaced = options.contains(StandardCopyOption.REPLACE_EXISTING)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (!isReplaced && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** Where a path leads: of a link, the file that it names, which may be missing. */
    private static Path destination(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException missing) {
            if (!Files.isSymbolicLink(path)) {
                return path;
            }
            Path folder = path.toAbsolutePath().getParent().toRealPath();
            return destination(folder.resolve(Files.readSymbolicLink(path)));
        }
    }
}
