using Skylite.Native.Gdal;

namespace Skylite.Imagery.Datasets;

/// <summary>What a sample of images has in common.</summary>
internal sealed record ImageSurvey(IReadOnlyList<string> Bands, GdalDataType DataType, int Height, int Width, double? NoData, IReadOnlyList<string> Notes)
{
    private const int ImagesPerClass = 16;

    /// <summary>Up to 16 images spread evenly over a class.</summary>
    public static IEnumerable<string> Choose(string[] images)
    {
        var count = Math.Min(images.Length, ImagesPerClass);
        return Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Length / count)]);
    }

    public static ImageSurvey Of(IReadOnlyList<string> paths)
    {
        var looks = paths.AsParallel().AsOrdered().Select(Look).ToArray();
        var readable = looks.OfType<ImageLook>().ToArray();
        if (readable.Length == 0)
        {
            throw new InvalidDataException($"None of the {paths.Count} images looked at can be read; the first is '{paths[0]}'.");
        }

        var usual = readable.GroupBy(l => (l.Bands.Count, l.DataType)).MaxBy(g => g.Count())!;
        if (readable.FirstOrDefault(l => (l.Bands.Count, l.DataType) != usual.Key) is { } odd)
        {
            throw new InvalidDataException(
                $"The images differ in their bands: '{odd.Path}' has {Describe(odd)}, '{usual.First().Path}' has {Describe(usual.First())}. "
                + "Convert them to one form, or move the odd ones away.");
        }

        if (readable.FirstOrDefault(l => IsOtherOrder(l.Bands, usual.First().Bands)) is { } turned)
        {
            throw new InvalidDataException(
                $"The images have their bands in different orders: '{turned.Path}' has {Describe(turned)}, "
                + $"'{usual.First().Path}' has {Describe(usual.First())}. Bring them into one order ('gdal_translate -b').");
        }

        if (readable.FirstOrDefault(l => l.HasPalette) is { } coloured)
        {
            throw new InvalidDataException(
                $"'{coloured.Path}' stores indices into a colour table instead of colours. "
                + "Convert the images to red, green and blue first ('pct2rgb.py' or 'gdal_translate -expand rgb').");
        }

        var notes = new List<string>();
        if (readable.Length < looks.Length)
        {
            notes.Add($"{looks.Length - readable.Length} of {looks.Length} images looked at cannot be read.");
        }

        var first = usual.First();
        var size = readable.GroupBy(l => (l.Height, l.Width)).MaxBy(g => g.Count())!;
        var others = readable.Length - size.Count();
        if (others > 0)
        {
            notes.Add($"{others} of {readable.Length} images looked at are not {size.Key.Width} × {size.Key.Height} pixels like the rest, "
                + $"for example '{readable.First(l => (l.Height, l.Width) != size.Key).Path}'; all images are resized to the size of training.");
        }

        return new ImageSurvey(first.Bands, first.DataType, size.Key.Height, size.Key.Width, Missing(readable, notes), notes);
    }

    private static double? Missing(ImageLook[] looks, List<string> notes)
    {
        var stated = looks.Where(l => l.NoData is not null).GroupBy(l => l.NoData!.Value).ToArray();
        if (stated.Length == 0)
        {
            return null;
        }

        if (stated.Length > 1)
        {
            throw new InvalidDataException(
                Invariant($"The images mark missing pixels by different values: '{stated[0].First().Path}' by {stated[0].Key}, ")
                + Invariant($"'{stated[1].First().Path}' by {stated[1].Key}. Give them one, for example with 'gdalwarp -dstnodata'."));
        }

        var silent = looks.Length - stated[0].Count();
        if (silent > 0)
        {
            notes.Add(Invariant($"{silent} of {looks.Length} images looked at do not say which pixels are missing; ")
                + Invariant($"{stated[0].Key} is taken for missing in them too, as the others say."));
        }

        return stated[0].Key;
    }

    // Other names are no other order: some files name their bands and some do not.
    private static bool IsOtherOrder(IReadOnlyList<string> bands, IReadOnlyList<string> usual) =>
        !bands.SequenceEqual(usual, StringComparer.OrdinalIgnoreCase)
            && bands.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(usual.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    private static string Describe(ImageLook look) =>
        $"{look.Bands.Count} {(look.Bands.Count == 1 ? "band" : "bands")} ({string.Join(", ", look.Bands)}) of type {look.DataType}";

    // An image that cannot be read is not fatal here: whether it is, the reader of the pixels decides.
    private static ImageLook? Look(string path)
    {
        try
        {
            using var image = GdalDataset.Open(path, sidecars: false);
            if (image.BandCount == 0)
            {
                return null;
            }

            var band = image.Bands[0];
            return new ImageLook(
                path, BandNames.Of(image), band.DataType, image.Height, image.Width, band.NoData, band.ColorInterpretation == GdalColorInterpretation.Palette);
        }
        catch (GdalException)
        {
            return null;
        }
    }

    private sealed record ImageLook(string Path, IReadOnlyList<string> Bands, GdalDataType DataType, int Height, int Width, double? NoData, bool HasPalette);
}
