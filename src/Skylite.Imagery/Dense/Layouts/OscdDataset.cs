using System.Text.RegularExpressions;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>OSCD: pairs of Sentinel-2 images of cities, one file for each band, addressed by name.</summary>
internal sealed partial class OscdDataset : IDenseDataset
{
    private static readonly HashSet<string> Test = new(StringComparer.OrdinalIgnoreCase)
    {
        "brasilia", "montpellier", "norcia", "rio", "saclay_w", "valencia", "dubai", "lasvegas", "milano", "chongqing",
    };

    /// <inheritdoc/>
    public string Id => "oscd";

    /// <inheritdoc/>
    public string About => "change detection: OSCD (Daudt et al. 2018), Sentinel-2 pairs of cities, bands by name, the official division";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        if (Directory.GetDirectories(directory, "Onera*Images").FirstOrDefault() is not { } images)
        {
            return null;
        }

        var labels = Directory.GetDirectories(directory, "Onera*Labels");
        var (cities, notes) = (new List<(DenseSample Sample, string Folder, string Bands)>(), new List<string>());
        foreach (var city in Directory.GetDirectories(images).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(city);
            var mask = labels.Select(l => Path.Combine(l, name, "cm", $"{name}-cm.tif")).FirstOrDefault(File.Exists)
                ?? labels.Select(l => Path.Combine(l, name, "cm", "cm.png")).FirstOrDefault(File.Exists);
            SortedDictionary<string, string>[] dates = [Bands(city, 1), Bands(city, 2)];
            if (mask is null || dates.Any(d => d.Count == 0) || !dates[0].Keys.SequenceEqual(dates[1].Keys))
            {
                notes.Add($"'{city}' is left out: {(mask is null ? "it has no mask" : "its two dates do not have the same bands")}");
                continue;
            }

            var sample = new DenseSample(RasterFolder.Relative(directory, mask), [.. dates.Select(d => new DenseImage([.. d.Values]))], mask)
            {
                Part = Test.Contains(name) ? SplitPart.Test : null,
            };
            cities.Add((sample, city, string.Join(", ", dates[0].Keys)));
        }

        // Bands are told apart by their place in a sample, so those of all cities must be the same ones.
        var usual = cities.GroupBy(c => c.Bands).MaxBy(g => g.Count())?.Key ?? string.Empty;
        notes.AddRange(cities.Where(c => c.Bands != usual)
            .Select(c => $"'{c.Folder}' is left out: it has the bands {c.Bands}, and the other cities have {usual}"));
        DenseSample[] samples = [.. cities.Where(c => c.Bands == usual).Select(c => c.Sample)];
        return samples.Length == 0 ? null : new DenseLayout(Id, DenseTask.ChangeDetection, samples, ChangeMask.Of(directory, samples, notes))
        {
            Bands = usual.Split(", "),
            Notes = notes,
        };
    }

    // The registered images where they are there, then the original ones.
    private static SortedDictionary<string, string> Bands(string city, int date)
    {
        var folder = new[] { $"imgs_{date}_rect", $"imgs_{date}" }.Select(f => Path.Combine(city, f)).FirstOrDefault(Directory.Exists);
        var bands = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in folder is null ? [] : RasterFolder.Files(folder))
        {
            if (Band().Match(Path.GetFileNameWithoutExtension(file)) is { Success: true } match)
            {
                bands.TryAdd(match.Groups[1].Value.ToUpperInvariant(), file);
            }
        }

        return bands;
    }

    [GeneratedRegex("(B(?:0[1-9]|1[0-2]|8A))$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Band();
}
