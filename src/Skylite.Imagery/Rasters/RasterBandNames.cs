using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>The names of a scene's bands, file by file, and how those a network wants are found among them.</summary>
internal static class RasterBandNames
{
    private const string Unnamed = "band-";

    /// <summary>Every band of some files, without opacity: place of the file, number in it, name.</summary>
    public static IReadOnlyList<(int File, int Number, string Name)> Of(IReadOnlyList<RasterFile> files, IReadOnlyList<string?> names)
    {
        var bands = new List<(int File, int Number, string Name)>();
        foreach (var (f, file) in files.Index())
        {
            var shown = file.Raster.Bands.Where(b => b.ColorInterpretation != GdalColorInterpretation.Alpha).ToArray();
            bands.AddRange(shown.Select(b => (f, b.Number, shown.Length == 1 && names[f] is { } name ? name : NameOf(b, shown.Length))));
        }

        bands = [.. bands.Zip(BandNames.Padded([.. bands.Select(b => b.Name)]), (b, name) => b with { Name = name })];
        // Two bands of one name cannot be told apart by it.
        var twice = bands.GroupBy(b => b.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. bands.Select((b, i) => twice.Contains(b.Name) ? b with { Name = string.Create(CultureInfo.InvariantCulture, $"{Unnamed}{i + 1}") } : b)];
    }

    /// <summary>The bands wanted, by name where there are names, else in order.</summary>
    public static IReadOnlyList<int> Find(IReadOnlyList<string> available, RasterSceneOptions options, string scene)
    {
        var wanted = options.Preprocessing.Bands;
        if (options.Bands is { } chosen)
        {
            return chosen.Count == wanted.Count
                ? [.. chosen.Select(c => Choose(available, c, scene))]
                : throw new ArgumentException(
                    $"The model takes {wanted.Count} bands ({string.Join(", ", wanted)}), but {chosen.Count} were chosen ({string.Join(", ", chosen)}).");
        }

        try
        {
            return BandNames.Find(available, wanted);
        }
        catch (ArgumentException e)
        {
            var unnamed = available.All(n => n.StartsWith(Unnamed, StringComparison.Ordinal));
            if (unnamed && available.Count == wanted.Count)
            {
                options.Say?.Invoke($"'{scene}' does not name its bands: they are taken in order as {string.Join(", ", wanted)}");
                return [.. Enumerable.Range(0, wanted.Count)];
            }

            if (available.Count == 0)
            {
                throw new InvalidDataException($"'{scene}' has no bands of its own. If it holds several rasters (HDF, netCDF, "
                    + $"a product's metadata file), name one of them: 'gdalinfo {scene}' lists them as SUBDATASET_n_NAME.", e);
            }

            throw new InvalidDataException(
                $"The model takes the bands {string.Join(", ", wanted)}; "
                + $"'{scene}' has {(unnamed ? $"{available.Count} bands without names" : string.Join(", ", available))}. "
                + "Say which bands to take, in the model's order, with --bands (by name or by number from 1).", e);
        }
    }

    private static string NameOf(GdalBand band, int count)
    {
        var described = band.Description.Trim();
        return described.Length > 0 ? described : band.ColorInterpretation switch
        {
            GdalColorInterpretation.Red => "red",
            GdalColorInterpretation.Green => "green",
            GdalColorInterpretation.Blue => "blue",
            GdalColorInterpretation.Gray when count == 1 => "gray",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Unnamed}{band.Number}"),
        };
    }

    private static int Choose(IReadOnlyList<string> available, string chosen, string scene)
    {
        if (int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= available.Count
                ? number - 1
                : throw new ArgumentException(
                    $"'{scene}' has {available.Count} bands; there is no band {number}. "
                    + $"(A band of opacity does not count: if it is imagery, say so with 'gdal_edit.py -colorinterp_{number} undefined'.)");
        }

        return BandNames.Find(available, [chosen])[0];
    }
}
