using System.Text.RegularExpressions;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>ISPRS Vaihingen as published: the folder top with images, RGB masks beside or below, the official division.</summary>
internal sealed partial class VaihingenDataset : IDenseDataset
{
    private static readonly HashSet<int> Train = [1, 3, 5, 7, 11, 13, 15, 17, 21, 23, 26, 28, 32, 34, 37];

    /// <inheritdoc/>
    public string Id => "vaihingen";

    /// <inheritdoc/>
    public string About => "semantic segmentation: ISPRS Vaihingen, 33 tiles of 9 cm in near infrared, red, green; tile 30 validates";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var files = Directory.EnumerateFiles(
            directory, "top_mosaic_09cm_area*.tif", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
            .Select(f => (File: f, Match: Name().Match(Path.GetFileNameWithoutExtension(f)))).Where(f => f.Match.Success).ToList();
        var images = files.Where(f => Path.GetFileName(Path.GetDirectoryName(f.File)!).Equals("top", StringComparison.OrdinalIgnoreCase)).ToList();
        if (images.Count == 0)
        {
            return null;
        }

        var others = files.Except(images).ToList();
        var eroded = others.Where(f => f.Match.Groups[2].Length > 0).GroupBy(Tile).ToDictionary(g => g.Key, g => g.First().File);
        var masks = others.Where(f => f.Match.Groups[2].Length == 0).GroupBy(Tile).ToDictionary(g => g.Key, g => g.First().File);
        var (samples, unmasked, test) = (new List<DenseSample>(), new List<string>(), new ErodedMasks("noBoundary"));
        foreach (var image in images.OrderBy(Tile))
        {
            var tile = Tile(image);
            var part = tile == 30 ? SplitPart.Validation : Train.Contains(tile) ? SplitPart.Train : SplitPart.Test;
            var whole = masks.GetValueOrDefault(tile);
            var mask = part == SplitPart.Test ? test.Of(image.Match.Groups[1].Value, eroded.GetValueOrDefault(tile), whole) : whole;
            if (mask is not null)
            {
                samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(image.File)], mask) { Part = part });
                continue;
            }

            unmasked.Add(image.File);
        }

        return new DenseLayout(Id, DenseTask.SemanticSegmentation, samples, IsprsLabels.Encoding)
        {
            Bands = ["nir", "red", "green"],
            Convention = test.Convention,
            Notes = [.. new[] { test.Convention }.OfType<string>(), .. Unmasked.Notes(unmasked)],
        };

        static int Tile((string File, Match Match) f) => int.Parse(f.Match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^top_mosaic_09cm_area(\d+)(_noBoundary)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
