using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Splits;

/// <summary>
/// A split written down: which image of which content is used for what. Results are comparable exactly if their manifests have equal checksums.
/// </summary>
public sealed record SplitManifest
{
    private const string FormatName = "skylite-split-1";

    /// <summary>Name and version of the file format.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>Id of the data set.</summary>
    public required string Dataset { get; init; }

    /// <summary>How the split was drawn, or completed where others made it.</summary>
    public required SplitOptions Options { get; init; }

    /// <summary>Class names in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The images, in the order of the data set.</summary>
    public required IReadOnlyList<SplitEntry> Images { get; init; }

    /// <summary>SHA-256 over classes and images, in hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>Draws a split and takes the checksum of every image.</summary>
    /// <param name="scenes">The data set.</param>
    /// <param name="options">Shares and seed.</param>
    /// <param name="given">A complete split that others have made, to be written down instead of drawing one; null draws.</param>
    /// <param name="progress">Is told the number of images done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    /// <exception cref="InvalidDataException">A class has too few images.</exception>
    public static SplitManifest Create(
        SceneCollection scenes, SplitOptions options, GivenSplit? given = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        SplitPart?[] parts = given is null ? [.. StratifiedSplit.Draw(scenes.Samples, scenes.Classes, options)] : [.. given.Parts];
        int[] used = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] is not null)];
        var entries = new SplitEntry[used.Length];
        var done = 0;
        Parallel.For(0, entries.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var sample = scenes.Samples[used[i]];
            var relative = Path.GetRelativePath(scenes.Root, sample.Path).Replace(Path.DirectorySeparatorChar, '/');
            var (bytes, hash) = Hash(sample.Path);
            entries[i] = new SplitEntry(relative, sample.Label, parts[used[i]]!.Value, bytes, hash);
            progress?.Report(Interlocked.Increment(ref done));
        });
        return new SplitManifest
        {
            Dataset = scenes.Dataset.Id,
            Options = options with { Source = given?.Source },
            Classes = scenes.Classes,
            Images = entries,
            Checksum = ChecksumOf(scenes.Classes, entries),
        };
    }

    /// <summary>Reads a manifest and checks that it was not changed.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest, or its content does not fit its checksum.</exception>
    public static SplitManifest Load(string path)
    {
        SplitManifest manifest;
        try
        {
            var node = JsonNode.Parse(File.ReadAllBytes(path));
            if (node is JsonObject { } content && content["options"] is JsonObject given)
            {
                content["options"] = JsonDefaults.Fill(given, new SplitOptions(), ImageryJson.Default.SplitOptions);
            }

            manifest = node.Deserialize(ImageryJson.Default.SplitManifest)
                ?? throw new InvalidDataException($"The split manifest '{path}' is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is not a split manifest: {e.Message}", e);
        }

        if (manifest.Format != FormatName)
        {
            throw new InvalidDataException($"'{path}' has the format '{manifest.Format}'; this program reads '{FormatName}'.");
        }

        return manifest.Checksum == ChecksumOf(manifest.Classes, manifest.Images)
            ? manifest
            : throw new InvalidDataException(
                $"The split manifest '{path}' was changed after it was written: "
                + "its content does not fit its checksum. Draw the split again, or restore the file.");
    }

    /// <summary>Writes the manifest as JSON; the file appears only when it is complete.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, ImageryJson.Default.SplitManifest));

    /// <summary>The images of one part, with full paths.</summary>
    /// <param name="part">The part.</param>
    /// <param name="root">The folder that the manifest's paths start from (<see cref="SceneCollection.Root"/>).</param>
    /// <returns>Samples in the order of the data set.</returns>
    public IReadOnlyList<SceneSample> Samples(SplitPart part, string root) =>
        [.. Images.Where(e => e.Part == part).Select(e => new SceneSample(FullPath(root, e), e.Label))];

    /// <summary>Checks that the files below a folder are those that the manifest was made from.</summary>
    /// <param name="root">The folder that the manifest's paths start from.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">Files are missing or have another content; the message counts them and names the first.</exception>
    public void Verify(string root, CancellationToken cancellation = default)
    {
        var differing = Images.AsParallel().AsOrdered().WithCancellation(cancellation).Where(e => !Fits(FullPath(root, e), e)).ToArray();
        if (differing.Length > 0)
        {
            throw new InvalidDataException(
                $"{differing.Length} of {Images.Count} images below '{root}' are missing or not those that the split was drawn from, "
                + $"the first is '{differing[0].Path}'. Results on other images are not comparable: restore the files or draw the split again.");
        }
    }

    private static string FullPath(string root, SplitEntry entry) => Path.Combine(root, entry.Path.Replace('/', Path.DirectorySeparatorChar));

    private static bool Fits(string path, SplitEntry entry) =>
        (new FileInfo(path) is { Exists: true } file ? file.Length : 0) == entry.Bytes && Hash(path).Sha256 == entry.Sha256;

    // A file that cannot be opened (a dead link, no right to read it) has no checksum: whoever decodes it says so, or skips it.
    private static (long Bytes, string Sha256) Hash(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return (stream.Length, FileChecksum.Of(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (0, string.Empty);
        }
    }

    private static string ChecksumOf(IReadOnlyList<string> classes, IReadOnlyList<SplitEntry> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        foreach (var name in classes)
        {
            Add(name);
        }

        foreach (var e in images)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{e.Part}\t{e.Label}\t{e.Path}\t{e.Bytes}\t{e.Sha256}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
