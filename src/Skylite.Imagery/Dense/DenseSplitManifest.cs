using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>A division of pixel-labelled samples written down; results are comparable exactly if their manifests have equal checksums.</summary>
public sealed record DenseSplitManifest
{
    private const string FormatName = "skylite-dense-split-1";

    /// <summary>Name and version of the file format.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>Id of the data set's layout.</summary>
    public required string Dataset { get; init; }

    /// <summary>Class names in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The samples.</summary>
    public required IReadOnlyList<DenseSplitEntry> Samples { get; init; }

    /// <summary>How it was drawn, so that it can be drawn again; <see langword="null"/> in manifests of earlier versions and of other origin.</summary>
    public SplitOptions? Options { get; init; }

    /// <summary>SHA-256 over classes and samples, in hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>Writes a division down, with the checksum of every mask.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="samples">Its samples with their parts.</param>
    /// <param name="options">How the parts were drawn.</param>
    public static DenseSplitManifest Of(DenseCollection collection, IReadOnlyList<DenseSample> samples, SplitOptions? options = null)
    {
        var checksums = samples.Select(s => s.Mask).Distinct().ToDictionary(mask => mask, FileChecksum.Of);
        DenseSplitEntry[] entries = [.. samples.Select(s => new DenseSplitEntry(
            s.Name, s.Part!.Value, [s.Window!.Value.X, s.Window.Value.Y, s.Window.Value.Width, s.Window.Value.Height], checksums[s.Mask]))];
        string[] classes = [.. collection.Classes.Select(c => c.Name)];
        return new DenseSplitManifest
        {
            Dataset = collection.Layout.DatasetId,
            Classes = classes,
            Samples = entries,
            Options = options,
            Checksum = ChecksumOf(classes, entries),
        };
    }

    /// <summary>Reads a manifest and checks that it was not changed.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest, or its content does not fit its checksum.</exception>
    public static DenseSplitManifest Load(string path)
    {
        DenseSplitManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ImageryJson.Default.DenseSplitManifest)
                ?? throw new InvalidDataException($"The split manifest '{path}' is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is not a split manifest of pixel labels: {e.Message}", e);
        }

        return manifest.Format == FormatName && manifest.Checksum == ChecksumOf(manifest.Classes, manifest.Samples)
            ? manifest
            : throw new InvalidDataException(
                $"The split manifest '{path}' is of another format or was changed after it was written. Draw the split again, or restore the file.");
    }

    /// <summary>Reads the manifest of a data set.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="root">The data set's folder, for errors.</param>
    /// <param name="classes">Its classes: labels of others are not those that the division was drawn for.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest, its content does not fit its checksum, or it is of other classes.</exception>
    public static DenseSplitManifest Load(string path, string root, IReadOnlyList<DenseClass> classes)
    {
        var manifest = Load(path);
        return manifest.Classes.SequenceEqual(classes.Select(c => c.Name))
            ? manifest
            : throw new InvalidDataException(
                $"The split '{path}' is of the classes {string.Join(", ", manifest.Classes)}; '{root}' has {string.Join(", ", classes.Select(c => c.Name))}. "
                + $"Restore the masks or '{ClassTable.FileName}', or draw the split again.");
    }

    /// <summary>The samples of a collection, divided as the manifest says.</summary>
    /// <exception cref="InvalidDataException">A mask is missing or has another content.</exception>
    public IReadOnlyList<DenseSample> Apply(DenseCollection collection) => Apply(collection.Samples, collection.Root);

    /// <summary>Samples, divided as the manifest says.</summary>
    /// <param name="samples">The samples of a data set.</param>
    /// <param name="root">Its folder, for errors.</param>
    /// <exception cref="InvalidDataException">A mask is missing or has another content.</exception>
    public IReadOnlyList<DenseSample> Apply(IReadOnlyList<DenseSample> samples, string root)
    {
        // Samples of one mask differ by their windows alone, and the manifest has those.
        var byName = samples.DistinctBy(s => s.Name, StringComparer.Ordinal).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var checksums = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. Samples.Select(entry =>
        {
            if (!byName.TryGetValue(entry.Name, out var sample))
            {
                throw new InvalidDataException(
                    $"The split was drawn with '{entry.Name}', which is not below '{root}'. Restore the file or draw the split again.");
            }

            if (!checksums.TryGetValue(entry.Name, out var checksum))
            {
                checksums[entry.Name] = checksum = FileChecksum.Of(sample.Mask);
            }

            return checksum == entry.Sha256
                ? sample with { Part = entry.Part, Window = new GdalWindow(entry.Window[0], entry.Window[1], entry.Window[2], entry.Window[3]) }
                : throw new InvalidDataException(
                    $"'{sample.Mask}' is not the mask that the split was drawn from. "
                    + "Results on other masks are not comparable: restore the file or draw the split again.");
        })];
    }

    /// <summary>Writes the manifest as JSON; the file appears only when it is complete.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, ImageryJson.Default.DenseSplitManifest));

    private static string ChecksumOf(IReadOnlyList<string> classes, IReadOnlyList<DenseSplitEntry> samples)
    {
        var text = new StringBuilder().AppendJoin('\n', classes);
        foreach (var s in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{s.Part}\t{s.Name}\t{string.Join(' ', s.Window)}\t{s.Sha256}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
