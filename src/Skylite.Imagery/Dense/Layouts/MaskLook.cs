using Skylite.Imagery.Dense.Labels;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>What the first masks of a data set hold: enough of them to see more than one value.</summary>
internal sealed class MaskLook
{
    /// <summary>The largest number of a class; larger values are shades of grey.</summary>
    public const int LargestNumber = 64;

    private const int Looked = 16;
    private const int Grey = 24;
    private const int MostColours = 32;

    // Far from both ends, where loss leaves few pixels.
    private const int Dark = 64;
    private const int Bright = 192;
    private const double FewShades = 0.02;

    private readonly long[] _counts = new long[256];
    private readonly SortedSet<string> _colours = new(StringComparer.Ordinal);

    private MaskLook()
    {
    }

    /// <summary>The first mask that could be read.</summary>
    public required string First { get; init; }

    /// <summary>The values of the first band.</summary>
    public IReadOnlyList<int> Values => [.. Enumerable.Range(0, 256).Where(v => _counts[v] > 0)];

    /// <summary>The values but for 255, which often means no class.</summary>
    public IReadOnlyList<int> Small => [.. Values.Where(v => v < 255)];

    /// <summary>Whether a mask holds 255 beside numbers of classes, so that there 255 can mean no class only.</summary>
    public bool HasIgnored { get; private set; }

    /// <summary>The first mask whose table of two colours says that 0 is white; null where none does.</summary>
    public string? WhiteFirst { get; private set; }

    /// <summary>Some of the colours, where masks are in colours.</summary>
    public IReadOnlyCollection<string> Colours => _colours;

    /// <summary>The first mask in colours; null where none is.</summary>
    public string? Coloured { get; private set; }

    /// <summary>Whether masks have as many colours as images have, which classes seldom have.</summary>
    public bool LooksLikeImagery => _colours.Count == MostColours;

    /// <summary>The first mask that was compressed with loss, so that values are blurred; null where none was.</summary>
    public string? Lossy { get; private set; }

    /// <summary>Whether a mask was compressed with loss.</summary>
    public bool IsLossy => Lossy is not null;

    /// <summary>
    /// Whether most values lie near black and white, as those of two classes do however they were compressed; what has no white at all must be black.
    /// </summary>
    public bool IsOfTwoLevels
    {
        get
        {
            var (dark, shades, bright) = (_counts[..Dark].Sum(), _counts[Dark..Bright].Sum(), _counts[Bright..].Sum());
            return bright == 0 ? Values is [0] : shades <= FewShades * (dark + bright) || shades <= Math.Min(dark, bright) / 2;
        }
    }

    /// <summary>The value that files mark as no data, if it is a byte.</summary>
    public int? NoData { get; private set; }

    /// <summary>Looks at masks. What cannot be read is passed over: whoever reads all masks names it.</summary>
    /// <exception cref="InvalidDataException">No mask can be read; the message names the first.</exception>
    public static MaskLook Of(IEnumerable<DenseSample> samples)
    {
        MaskLook? look = null;
        (string File, Exception Reason)? damaged = null;
        var read = 0;
        foreach (var file in samples.Select(s => s.Mask).Distinct())
        {
            // Masks without any change come first in many a data set.
            if (read >= Looked && (look!.IsLossy ? look.Values is [.., >= Bright] : look.Values.Count > 1))
            {
                break;
            }

            try
            {
                using var mask = GdalDataset.Open(file, sidecars: false);
                var first = look ?? new MaskLook { First = file };
                first.Add(mask);
                look = first;
                read++;
            }
            catch (Exception e) when (e is GdalException or InvalidDataException)
            {
                damaged ??= (file, e);
            }
        }

        return look ?? throw new InvalidDataException($"The mask '{damaged?.File}' cannot be used: {damaged?.Reason.Message}", damaged?.Reason);
    }

    private void Add(GdalDataset mask)
    {
        Lossy ??=
            mask.Driver == "JPEG"
            || (mask.Metadata(domain: "IMAGE_STRUCTURE").TryGetValue("COMPRESSION", out var compression) && compression is "JPEG" or "YCbCr JPEG")
                ? mask.Path
                : null;
        NoData ??= mask.Bands[0].NoData is >= 0 and <= 255 and var n ? (int)n : null;
        var bands = mask.BandCount;
        var counts = new long[_counts.Length];
        var isWhiteFirst = MaskRaster.IsWhiteFirst(mask);
        WhiteFirst ??= isWhiteFirst ? mask.Path : null;
        foreach (var window in new GdalWindow(0, 0, mask.Width, mask.Height).Strips())
        {
            var pixels = new byte[window.Width * window.Height * bands];
            var missing = MaskRaster.Read(mask, window, pixels);
            if (isWhiteFirst)
            {
                MaskRaster.BlackFirst(pixels);
            }

            for (var i = 0; i < pixels.Length; i += bands)
            {
                if (missing?[i / bands] != true)
                {
                    counts[pixels[i]]++;
                    Colour(pixels.AsSpan(i, bands));
                }
            }
        }

        for (var value = 0; value < counts.Length; value++)
        {
            _counts[value] += counts[value];
        }

        Coloured ??= _colours.Count > 0 ? mask.Path : null;
        HasIgnored |= counts[255] > 0 && counts.AsSpan(1, LargestNumber).IndexOfAnyExcept(0) >= 0;
    }

    private void Colour(ReadOnlySpan<byte> pixel)
    {
        if (pixel.Length >= 3 && (Math.Abs(pixel[0] - pixel[1]) > Grey || Math.Abs(pixel[1] - pixel[2]) > Grey) && _colours.Count < MostColours)
        {
            _colours.Add(Invariant($"#{pixel[0]:x2}{pixel[1]:x2}{pixel[2]:x2}"));
        }
    }
}
