using Skylite.Workbench.Reports;

namespace Skylite.Workbench.Dense;

/// <summary>Draws tiles and the classes of their pixels as PNG files for people to look at.</summary>
/// <param name="data">What the tiles are of.</param>
/// <param name="folder">The run's folder; the pictures go into its subfolder <c>maps</c>.</param>
internal sealed class TilePictures(DenseData data, string folder)
{
    private const string Subfolder = "maps";
    private const double Clipped = 0.02;
    private static readonly (byte Red, byte Green, byte Blue) NoLabel = (200, 200, 200);
    private static readonly string[][] VisibleBands = [["red", "green", "blue"], ["B04", "B03", "B02"], ["B4", "B3", "B2"]];

    /// <summary>Draws imagery in its visible bands, or its first: bytes as they are, other values stretched between their 2nd and 98th percentile.</summary>
    /// <param name="pixels">Normalised pixels, bands × rows × columns.</param>
    /// <param name="name">Name of the file without ending.</param>
    /// <returns>The file, relative to the run's folder.</returns>
    public string Image(float[] pixels, string name)
    {
        var form = data.Preprocessing;
        var plane = form.Height * form.Width;
        var bytes = new List<byte>(3 * plane);
        foreach (var band in Shown(form.Bands))
        {
            var values = Array.ConvertAll(pixels[(band * plane)..((band + 1) * plane)], v => (v * form.StandardDeviation[band]) + form.Mean[band]);
            var (low, high) = form.Units == "unit-interval" ? (0f, 1f) : Percentiles(values);
            bytes.AddRange(values.Select(v => (byte)Math.Clamp(255 * (v - low) / Math.Max(high - low, 1e-6f), 0, 255)));
        }

        return Write([.. bytes], name, bytes.Count / plane);
    }

    /// <summary>Draws classes in their colours; pixels without one in light grey.</summary>
    /// <param name="classes">The class of each pixel, negative where there is none.</param>
    /// <param name="name">Name of the file without ending.</param>
    public string Classes(int[] classes, string name)
    {
        var colors = data.Classes.Select(c => c.Rgb).ToArray();
        return Draw(classes.Length, i => classes[i] < 0 ? NoLabel : colors[classes[i]], name);
    }

    /// <summary>Draws what changed for better or worse; see <see cref="Legend"/>.</summary>
    public string Difference(TileAnswer tile, string name) => Draw(
        tile.Labels.Length,
        i => (tile.Labels[i], tile.Before[i], tile.After[i]) switch
        {
            ( < 0, var before, var after) => Legend[before == after ? 5 : 4].Color,
            var (label, before, after) when before == after => Legend[label == before ? 0 : 1].Color,
            var (label, before, _) when label == before => Legend[3].Color,
            var (label, _, after) => Legend[label == after ? 2 : 4].Color,
        },
        name);

    /// <summary>What the colours of a difference mean.</summary>
    public static IReadOnlyList<(string Meaning, (byte Red, byte Green, byte Blue) Color)> Legend { get; } =
    [
        ("both right", (245, 245, 245)),
        ("both wrong, alike", (120, 120, 120)),
        ("right only after compression", (0, 114, 178)),
        ("right only before compression", (213, 94, 0)),
        ("different, neither right", (204, 121, 167)),
        ("no label", NoLabel),
    ];

    private static int[] Shown(IReadOnlyList<string> bands)
    {
        var names = bands.ToList();
        var visible = VisibleBands.FirstOrDefault(set => set.All(names.Contains));
        return visible is not null ? [.. visible.Select(name => names.IndexOf(name))] : bands.Count >= 3 ? [0, 1, 2] : [0];
    }

    private static (float Low, float High) Percentiles(float[] values)
    {
        float[] sorted = [.. values.Order()];
        return (sorted[(int)(Clipped * (sorted.Length - 1))], sorted[(int)((1 - Clipped) * (sorted.Length - 1))]);
    }

    private string Draw(int length, Func<int, (byte Red, byte Green, byte Blue)> color, string name)
    {
        var pixels = new byte[3 * length];
        for (var i = 0; i < length; i++)
        {
            (pixels[i], pixels[length + i], pixels[(2 * length) + i]) = color(i);
        }

        return Write(pixels, name, 3);
    }

    private string Write(byte[] pixels, string name, int bands)
    {
        var file = $"{Subfolder}/{name}.png";
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(Thumbnail.Png(pixels, data.Preprocessing.Width, data.Preprocessing.Height, bands)));
        return file;
    }
}
