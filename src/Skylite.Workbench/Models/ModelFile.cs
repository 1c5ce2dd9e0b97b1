using Skylite.Graphs.Onnx;

namespace Skylite.Workbench.Models;

/// <summary>A model on disk: its ONNX file, and the files beside it that hold its large weights, whatever they are called.</summary>
public static class ModelFile
{
    /// <summary>Whether a model is named by a file rather than by an id of the zoo.</summary>
    public static bool Is(string model) => model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || File.Exists(model);

    /// <summary>Looks whether a model or weight file is there.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public static void Require(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no file '{file}'. Give the path of a model or of weights, such as RUN/model.onnx.", file);
        }
    }

    /// <summary>Bytes of all its files.</summary>
    /// <param name="path">The ONNX file.</param>
    public static long Bytes(string path) => OnnxReader.FilesOf(path).Sum(f => new FileInfo(f).Length);

    /// <summary>
    /// SHA-256 in hexadecimal digits: of the file, or where weights lie beside it, of the checksums of
    /// all its files. Any other file, such as weights of PyTorch, has that of its bytes.
    /// </summary>
    /// <param name="path">The file.</param>
    public static string Checksum(string path) =>
        OnnxReader.FilesOf(path) is { Count: > 1 } files
            ? FileChecksum.Of(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', files.Select(FileChecksum.Of)))))
            : FileChecksum.Of(path);

    /// <summary>Copies a model; weights that lie in other files come with it, under its new name where one file cannot hold them.</summary>
    /// <param name="from">The model's file.</param>
    /// <param name="to">The file to write.</param>
    public static void Copy(string from, string to)
    {
        if (OnnxReader.FilesOf(from).Count > 1)
        {
            OnnxWriter.Write(OnnxReader.Read(from), to);
            return;
        }

        AtomicFile.Copy(from, to);
    }
}
