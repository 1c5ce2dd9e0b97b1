using System.Text.RegularExpressions;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>ISPRS Potsdam as published: whole tiles in one or several folders, RGB masks, the official division.</summary>
internal sealed partial class PotsdamDataset : IDenseDataset
{
    private static readonly HashSet<string> Test =
    [
        "2_13", "2_14", "3_13", "3_14", "4_13", "4_14", "4_15", "5_13", "5_14", "5_15", "6_13", "6_14", "6_15", "7_13",
    ];

    /// <inheritdoc/>
    public string Id => "potsdam";

    /// <inheritdoc/>
    public string About => "semantic segmentation: ISPRS Potsdam, 38 tiles of 5 cm; tile 2_10 validates, 7_10 is left out as in the literature";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var files = Directory.EnumerateFiles(directory, "top_potsdam_*.tif", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Select(f => (File: f, Match: Name().Match(Path.GetFileNameWithoutExtension(f)))).Where(f => f.Match.Success)
            .Select(f => (f.File, Tile: f.Match.Groups[1].Value, Kind: f.Match.Groups[2].Value)).ToList();
        var masks = files.Where(f => f.Kind == "label").GroupBy(f => f.Tile).ToDictionary(g => g.Key, g => g.First().File);
        var eroded = files.Where(f => f.Kind == "label_noBoundary").GroupBy(f => f.Tile).ToDictionary(g => g.Key, g => g.First().File);
        var images = files.Where(f => !f.Kind.StartsWith("label", StringComparison.Ordinal)).GroupBy(f => f.Kind).OrderBy(g => g.Key == "RGB" ? 0 : 1).FirstOrDefault();
        if (images is null)
        {
            return null;
        }

        var samples = new List<DenseSample>();
        foreach (var (file, tile, _) in images.Where(i => i.Tile != "7_10").OrderBy(i => i.Tile, StringComparer.Ordinal))
        {
            var part = Test.Contains(tile) ? SplitPart.Test : tile == "2_10" ? SplitPart.Validation : SplitPart.Train;
            var mask = part == SplitPart.Test && eroded.TryGetValue(tile, out var e) ? e : masks.GetValueOrDefault(tile);
            if (mask is not null)
            {
                samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(file)], mask) { Part = part });
            }
        }

        return new DenseLayout(Id, DenseTask.SemanticSegmentation, samples, IsprsLabels.Encoding)
        {
            Bands = images.Key switch { "RGB" => ["red", "green", "blue"], "IRRG" => ["nir", "red", "green"], "RGBIR" => ["red", "green", "blue", "nir"], _ => null },
            Notes = [eroded.Count > 0 ? "test tiles are measured on masks with eroded boundaries" : "test tiles are measured on full masks: no eroded ones (label_noBoundary) are there"],
        };
    }

    [GeneratedRegex(@"^top_potsdam_(\d+_\d+)_(\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
