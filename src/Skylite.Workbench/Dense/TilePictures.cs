using Skylite.Native.Gdal;
using Skylite.Workbench.Previews;
using Skylite.Workbench.Reports;

namespace Skylite.Workbench.Dense;

/// <summary>Draws tiles and the classes of their pixels as PNG files for people to look at.</summary>
/// <param name="data">What the tiles are of.</param>
/// <param name="folder">The run's folder; the pictures go into its subfolder <c>maps</c>.</param>
internal sealed class TilePictures(DenseData data, string folder)
{
    private const string Subfolder = "maps";
    private static readonly (byte Red, byte Green, byte Blue) NoLabel = (200, 200, 200);

    /// <summary>Draws imagery as previews do: in its visible bands, or its first, bytes as they are and other values stretched.</summary>
    /// <param name="pixels">Normalised pixels, bands × rows × columns.</param>
    /// <param name="name">Name of the file without ending.</param>
    /// <returns>The file, relative to the run's folder.</returns>
    public string Image(float[] pixels, string name)
    {
        var form = data.Preprocessing;
        var raw = RawPixels.Of(pixels, form);
        var stretch = Stretch.Of(form.Bands, raw, form.Height * form.Width, data.Collection.DataType == GdalDataType.Byte, noData: null);
        var picture = stretch.Render(raw, form.Width, form.Height).Pixels;
        return Draw(picture.Length, i => (picture[i].Red, picture[i].Green, picture[i].Blue), name);
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

    private string Draw(int length, Func<int, (byte Red, byte Green, byte Blue)> color, string name)
    {
        var pixels = new byte[3 * length];
        for (var i = 0; i < length; i++)
        {
            (pixels[i], pixels[length + i], pixels[(2 * length) + i]) = color(i);
        }

        var file = $"{Subfolder}/{name}.png";
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(Thumbnail.Png(pixels, data.Preprocessing.Width, data.Preprocessing.Height, 3)));
        return file;
    }
}
