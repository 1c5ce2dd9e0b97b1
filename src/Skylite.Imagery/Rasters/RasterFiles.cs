using System.Text.RegularExpressions;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>Finds the files of a scene: one raster of any kind, several files of one band each, or a folder of them.</summary>
public static partial class RasterFiles
{
    private const int MostTold = 5;

    private static readonly string[] Endings = [".tif", ".tiff", ".jp2", ".img", ".vrt", ".gtif", ".png", ".jpg", ".jpeg", ".dat"];

    /// <summary>The files that a place names.</summary>
    /// <param name="place">
    /// A file or anything else GDAL opens; a folder with one raster or with one file for each band
    /// (<c>B02</c> … <c>B8A</c>, also inside a <c>.SAFE</c>; <c>B1</c> … <c>B11</c> of other satellites); or several files joined with <c>+</c>.
    /// </param>
    /// <param name="say">Told in a sentence which rasters of a folder are passed over.</param>
    /// <returns>Files in order, each with the name of its band where file names tell it.</returns>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    /// <exception cref="InvalidDataException">A folder holds no raster, or several for one band.</exception>
    public static IReadOnlyList<(string Path, string? Band)> Of(string place, Action<string>? say = null)
    {
        if (Directory.Exists(place))
        {
            return OfFolder(place, say);
        }

        var parts = place.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var missing = parts.FirstOrDefault(p => !File.Exists(p) && !IsVirtual(p));
        // What only GDAL understands may have a + in its name.
        if (File.Exists(place) || (IsVirtual(place) && (missing is not null || parts.Length < 2 || CanBeOpened(place))))
        {
            return [(place, null)];
        }

        return missing is null && parts.Length > 0
            ? [.. parts.Select(p => (p, BandOf(p)))]
            : throw new FileNotFoundException(
                $"There is no scene '{missing ?? place}': name a raster, a folder with one file for each band, or several files joined with +.",
                missing ?? place);
    }

    /// <summary>The name of the band that a file name holds, such as <c>B04</c> or <c>B8A</c>; null where it holds none.</summary>
    /// <param name="path">The file.</param>
    public static string? BandOf(string path) =>
        Sentinel().Matches(Path.GetFileNameWithoutExtension(path)) is { Count: > 0 } found ? found[^1].Groups[1].Value.ToUpperInvariant() : null;

    private static string? UnpaddedBandOf(string path) =>
        Unpadded().Matches(Path.GetFileNameWithoutExtension(path)) is { Count: > 0 } found ? $"B{found[^1].Groups[1].Value}" : null;

    // A .SAFE folder holds a mask for each band, named after it.
    private static bool IsAboutQuality(string path) =>
        Path.GetFileName(path).StartsWith("MSK_", StringComparison.OrdinalIgnoreCase)
            || path.Split(Path.DirectorySeparatorChar).Contains("QI_DATA", StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<(string Path, string? Band)> OfFolder(string folder, Action<string>? say)
    {
        var rasters = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Endings.Contains(Path.GetExtension(f).ToLowerInvariant()) && !IsAboutQuality(f))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var named = rasters.Zip(NamesOf(rasters), (path, band) => (Path: path, Band: band)).ToLookup(f => f.Band is not null);
        var bands = named[true].GroupBy(f => f.Band).ToArray();
        if (bands.Length > 0)
        {
            foreach (var band in bands)
            {
                // The finest comes first.
                var finest = band.First().Path;
                if (band.Skip(1).FirstOrDefault(f => !AreResolutions(finest, f.Path)) is { Path: { } twin })
                {
                    throw new InvalidDataException(
                        $"'{folder}' holds two files for band {band.Key}: '{Path.GetRelativePath(folder, finest)}' and '{Path.GetRelativePath(folder, twin)}'. "
                        + "Name the folder of one scene, or its files, joined with +.");
                }
            }

            TellUnnamed(folder, [.. named[false].Select(f => Path.GetFileName(f.Path))], say);
            return [.. bands.Select(b => b.First()).OrderBy(b => b.Band!.Length).ThenBy(b => b.Band, StringComparer.Ordinal)];
        }

        return rasters.Length switch
        {
            1 => [(rasters[0], null)],
            0 => throw new InvalidDataException($"The folder '{folder}' holds no raster ({string.Join(", ", Endings)})."),
            _ => throw new InvalidDataException(
                $"The folder '{folder}' holds {rasters.Length} rasters whose names do not say which band they are (B02, B03, …). "
                + "Name one, or several joined with +."),
        };
    }

    // A .SAFE folder holds most bands at 10, 20 and 60 m, each in a folder of its own beside the others; elsewhere two files are two scenes.
    private static bool AreResolutions(string one, string other)
    {
        var (first, second) = (Path.GetDirectoryName(one), Path.GetDirectoryName(other));
        return first != second && Path.GetDirectoryName(first) == Path.GetDirectoryName(second)
            && Resolution().IsMatch(Path.GetFileName(first)!) && Resolution().IsMatch(Path.GetFileName(second)!);
    }

    // Sentinel-2's names have two digits; without the leading 0 they are other satellites' bands, or its own as Earth Engine writes them, beside B8A.
    private static IEnumerable<string?> NamesOf(string[] rasters)
    {
        string?[] padded = [.. rasters.Select(BandOf)];
        if (padded.Contains(BandNames.OnlySentinelTwo))
        {
            return rasters.Zip(padded, (f, band) => band ?? UnpaddedBandOf(f)?.Insert(1, "0"));
        }

        return padded.Any(b => b is ['B', '0', _]) ? padded : rasters.Zip(padded, (f, band) => band ?? UnpaddedBandOf(f));
    }

    private static void TellUnnamed(string folder, string[] files, Action<string>? say)
    {
        if (files.Length > 0)
        {
            var rest = files.Length > MostTold ? Invariant($" and {files.Length - MostTold} more") : string.Empty;
            say?.Invoke($"rasters in '{folder}' whose names say no band are passed over: {string.Join(", ", files.Take(MostTold))}{rest}");
        }
    }

    private static bool CanBeOpened(string place)
    {
        try
        {
            GdalDataset.Open(place).Dispose();
            return true;
        }
        catch (GdalException)
        {
            return false;
        }
    }

    private static bool IsVirtual(string place) =>
        place.StartsWith("/vsi", StringComparison.Ordinal) || place.StartsWith('<') || Driver().IsMatch(place);

    [GeneratedRegex("(?:^|[^A-Za-z0-9])(B0[1-9]|B1[0-2]|B8A)(?=$|[^A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sentinel();

    [GeneratedRegex("(?:^|[^A-Za-z0-9])B([1-9])(?=$|[^A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unpadded();

    [GeneratedRegex("^R(10|20|60)m$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Resolution();

    // A subdataset (SENTINEL2_L2A:…, NETCDF:"…":name) or a connection (vrt://…); one letter before a colon is a Windows drive.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+:", RegexOptions.CultureInvariant)]
    private static partial Regex Driver();
}
