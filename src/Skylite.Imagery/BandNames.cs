using Skylite.Native.Gdal;

namespace Skylite.Imagery;

/// <summary>Bands by name.</summary>
public static class BandNames
{
    /// <summary>A band that no other satellite has.</summary>
    internal const string OnlySentinelTwo = "B8A";

    // The everyday names of Sentinel-2's bands, so that "red" finds B04 where a file says B04.
    private static readonly (string Common, string Band)[] SentinelTwo =
    [
        ("coastal", "B01"), ("blue", "B02"), ("green", "B03"), ("red", "B04"), ("rededge1", "B05"), ("rededge2", "B06"), ("rededge3", "B07"),
        ("nir", "B08"), ("nir08", "B8A"), ("nir09", "B09"), ("cirrus", "B10"), ("swir16", "B11"), ("swir22", "B12"),
    ];

    /// <summary>The names of an image's bands: what the file calls them, else the colours they show, else <c>band-1</c>, <c>band-2</c> ….</summary>
    /// <param name="image">The image.</param>
    /// <returns>One name per band, all different.</returns>
    public static IReadOnlyList<string> Of(GdalDataset image)
    {
        var bands = image.Bands;
        var described = bands.Select(b => b.Description.Trim()).ToArray();
        if (described.All(d => d.Length > 0) && described.Distinct(StringComparer.OrdinalIgnoreCase).Count() == described.Length)
        {
            return described;
        }

        var colours = bands.Select(ColourName).ToArray();
        return colours.All(c => c.Length > 0) && colours.Distinct().Count() == colours.Length
            ? colours
            : [.. bands.Select(b => Invariant($"band-{b.Number}"))];
    }

    /// <summary>Whether an image says neither names nor colours of its bands, so that <see cref="Of"/> only counts them.</summary>
    /// <param name="names">What <see cref="Of"/> gave.</param>
    public static bool AreCounted(IReadOnlyList<string> names) => names.Index().All(n => n.Item == Invariant($"band-{n.Index + 1}"));

    /// <summary>
    /// Names as Sentinel-2's product has them, where they are its bands without the leading 0
    /// (B4 for B04, as Earth Engine writes), which other satellites number otherwise.
    /// </summary>
    /// <param name="names">The names of an image's bands.</param>
    /// <returns>As many names.</returns>
    public static IReadOnlyList<string> Padded(IReadOnlyList<string> names) =>
        !names.Contains(OnlySentinelTwo, StringComparer.OrdinalIgnoreCase) ? names
            : [.. names.Select(n => n is ['B' or 'b', >= '1' and <= '9'] && IndexOf(names, $"B0{n[1]}") < 0 ? $"B0{n[1]}" : n)];

    /// <summary>
    /// Finds bands by name, without regard to case; everyday names (<c>red</c>, <c>nir</c>) find Sentinel-2's bands, and these find everyday names.
    /// </summary>
    /// <param name="available">The names that the imagery has, in file order.</param>
    /// <param name="wanted">The names asked for, in the order of the result.</param>
    /// <returns>Places in <paramref name="available"/>, from 0.</returns>
    /// <exception cref="ArgumentException">A name is unknown (the message suggests the nearest) or asked for twice.</exception>
    public static IReadOnlyList<int> Find(IReadOnlyList<string> available, IReadOnlyList<string> wanted)
    {
        var places = wanted.Select(name => Find(available, name)).ToArray();
        if (places.Distinct().Count() != places.Length)
        {
            throw new ArgumentException($"The bands {string.Join(", ", wanted)} name one band twice.", nameof(wanted));
        }

        return places;
    }

    /// <summary>Place of a band among others, by its name or its everyday name; <see langword="null"/> when it is not there.</summary>
    /// <param name="available">Names of the others.</param>
    /// <param name="name">The name looked for.</param>
    public static int? PlaceOf(IReadOnlyList<string> available, string name)
    {
        var place = IndexOf(available, name);
        if (place < 0 && SentinelTwo.FirstOrDefault(s => s.Common.Equals(name, StringComparison.OrdinalIgnoreCase)).Band is { } alias)
        {
            place = IndexOf(available, alias);
        }

        if (place < 0 && SentinelTwo.FirstOrDefault(s => s.Band.Equals(name, StringComparison.OrdinalIgnoreCase)).Common is { } common)
        {
            place = IndexOf(available, common);
        }

        return place >= 0 ? place : null;
    }

    private static int Find(IReadOnlyList<string> available, string name) =>
        PlaceOf(available, name)
            ?? throw new ArgumentException(
                $"There is no band '{name}' in this imagery. {NameDistance.Sentence(name, available)}All bands: {string.Join(", ", available)}.");

    private static int IndexOf(IReadOnlyList<string> names, string name) =>
        Enumerable.Range(0, names.Count).FirstOrDefault(i => names[i].Equals(name, StringComparison.OrdinalIgnoreCase), -1);

    private static string ColourName(GdalBand band) => band.ColorInterpretation switch
    {
        GdalColorInterpretation.Red => "red",
        GdalColorInterpretation.Green => "green",
        GdalColorInterpretation.Blue => "blue",
        GdalColorInterpretation.Alpha => "alpha",
        GdalColorInterpretation.Gray => "gray",
        _ => string.Empty,
    };
}
