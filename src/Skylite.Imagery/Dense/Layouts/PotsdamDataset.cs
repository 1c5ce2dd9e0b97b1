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

    // Its annotation is wrong, and papers leave it out.
    private const string Faulty = "7_10";

    // What has all bands comes first, then what networks were usually trained on.
    private static readonly string[] Preferred = ["RGBIR", "RGB", "IRRG"];

    /// <inheritdoc/>
    public string Id => "potsdam";

    /// <inheritdoc/>
    public string About =>
        "semantic segmentation: ISPRS Potsdam, 38 tiles of 5 cm; tile 2_10 validates, 7_10 is left out as in the literature unless a list names it";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var files = Directory.EnumerateFiles(directory, "top_potsdam_*.tif", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Select(f => (File: f, Match: Name().Match(Path.GetFileNameWithoutExtension(f)))).Where(f => f.Match.Success)
            .Select(f => (f.File, Tile: f.Match.Groups[1].Value, Kind: f.Match.Groups[2].Value)).ToList();
        var masks = files.Where(f => f.Kind == "label").GroupBy(f => f.Tile).ToDictionary(g => g.Key, g => g.First().File);
        var eroded = files.Where(f => f.Kind == "label_noBoundary").GroupBy(f => f.Tile).ToDictionary(g => g.Key, g => g.First().File);
        var kinds = files.Where(f => !f.Kind.StartsWith("label", StringComparison.Ordinal))
            .GroupBy(f => f.Kind, f => (f.File, f.Tile))
            .OrderBy(g => Array.IndexOf(Preferred, g.Key) is >= 0 and var place ? place : Preferred.Length).ToArray();
        DenseLayout[] layouts = [.. kinds.Select(kind => Layout(directory, kind.Key, [.. kind.OrderBy(i => i.Tile, StringComparer.Ordinal)], (masks, eroded)))
            .Where(l => l.Samples.Count > 0)];
        if (layouts.Length > 1)
        {
            layouts = [.. layouts.Select(l => l with { Notes = [Chosen(l, layouts), .. l.Notes] })];
        }

        return layouts.Length == 0 ? null : layouts[0] with { Alternatives = layouts[1..] };
    }

    private static string Chosen(DenseLayout layout, DenseLayout[] all) =>
        $"the imagery in {Describe(layout)} is taken; "
        + $"{string.Join(" and ", all.Where(l => l != layout).Select(Describe))} {(all.Length > 2 ? "are" : "is")} there too, and --bands chooses";

    private static string Describe(DenseLayout layout) => $"'{Path.GetFileName(Path.GetDirectoryName(layout.Samples[0].Dates[0].Files[0]))}' "
        + $"({(layout.Bands is { } bands ? string.Join(", ", bands) : "bands as the files say")})";

    private DenseLayout Layout(
        string directory, string kind, IReadOnlyList<(string File, string Tile)> images,
        (Dictionary<string, string> Whole, Dictionary<string, string> Eroded) masks)
    {
        var (samples, unmasked, test) = (new List<DenseSample>(), new List<string>(), new ErodedMasks("label_noBoundary"));
        foreach (var (file, tile) in images)
        {
            var part = Test.Contains(tile) ? SplitPart.Test : tile == "2_10" ? SplitPart.Validation : SplitPart.Train;
            var whole = masks.Whole.GetValueOrDefault(tile);
            var mask = part == SplitPart.Test ? test.Of(tile, masks.Eroded.GetValueOrDefault(tile), whole) : whole;
            if (mask is not null)
            {
                samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(file) with { HasAlphaBand = kind == "RGBIR" }], mask)
                {
                    Part = part,
                    Omission = tile == Faulty ? DenseOmission.Faulty : null,
                });
                continue;
            }

            unmasked.Add(file);
        }

        return new DenseLayout(Id, DenseTask.SemanticSegmentation, samples, IsprsLabels.Encoding)
        {
            Bands = kind switch { "RGB" => ["red", "green", "blue"], "IRRG" => ["nir", "red", "green"], "RGBIR" => ["red", "green", "blue", "nir"], _ => null },
            Convention = test.Convention,
            Notes = [.. new[] { test.Convention }.OfType<string>(), .. Unmasked.Notes(unmasked)],
        };
    }

    [GeneratedRegex(@"^top_potsdam_(\d+_\d+)_(\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
