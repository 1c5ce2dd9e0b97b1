using Skylite.Imagery.Dense;
using Skylite.Imagery.Synthetic.Landscapes;
using Skylite.Imagery.Synthetic.Rendering;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Synthetic;

/// <summary>
/// Writes one landscape as a georeferenced scene of 16 bits with its labels: <c>scene.tif</c>
/// and <c>labels.tif</c>, or two dates in <c>A</c>, <c>B</c> and <c>label</c>.
/// </summary>
public static class SyntheticGeoScene
{
    private const double Full = 10_000;
    private const double West = 432_000;
    private const double North = 5_624_000;
    private const string Crs = "EPSG:32633";

    private static readonly string[] Bands = ["red", "green", "blue", "nir"];

    /// <summary>
    /// Draws and writes the files; those that are there already are replaced. Values are
    /// reflectance × 10,000, 0 is nodata, bands are named, coordinates are UTM zone 33 north.
    /// </summary>
    /// <param name="directory">Where the files go; made if missing.</param>
    /// <param name="task">Whether labels say land cover (values from 1) or change (0 and 255).</param>
    /// <param name="options">Size, extent in metres, bands and seed.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">The options cannot be fulfilled.</exception>
    public static IReadOnlyList<string> Write(string directory, DenseTask task, SyntheticOptions options)
    {
        // The pixel's size is what was asked for.
        options = options with { ExtentVariation = 0 };
        return task == DenseTask.ChangeDetection ? WriteDates(directory, options) : WriteScene(directory, options);
    }

    private static string[] WriteScene(string directory, SyntheticOptions options)
    {
        var scene = SyntheticLandscapes.Describe(options, 0);
        Directory.CreateDirectory(directory);
        string[] files = [Path.Combine(directory, "scene.tif"), Path.Combine(directory, "labels.tif")];
        var mask = Expose(files[0], scene, SyntheticLandscapes.Conditions(options, 0), options);
        Label(files[1], LandCovers.Mask(mask), options);
        LandCovers.Table.Save(directory);
        return files;
    }

    private static string[] WriteDates(string directory, SyntheticOptions options)
    {
        var pair = SyntheticLandscapes.DescribePair(options, 0);
        string[] files = [.. ((string[])["A", "B", "label"])
            .Select(folder => Path.Combine(Directory.CreateDirectory(Path.Combine(directory, folder)).FullName, "scene.tif"))];
        _ = Expose(files[0], pair.Before, SyntheticLandscapes.Conditions(options, 0), options);
        _ = Expose(files[1], pair.After, SyntheticLandscapes.Conditions(options, 0, date: 1), options);
        Label(files[2], Array.ConvertAll(SyntheticLandscapes.Change(pair, options.Width, options.Height), c => (byte)(255 * c)), options);
        return files;
    }

    private static byte[] Expose(string path, Scene scene, SceneConditions conditions, SyntheticOptions options)
    {
        var (values, mask) = SceneRenderer.Expose(scene, conditions, options.Width, options.Height, options.Bands);
        Write<ushort>(
            path, Array.ConvertAll(values, v => (ushort)Math.Clamp((Full * v) + 0.5, 1, ushort.MaxValue)), GdalDataType.UInt16, options, 0,
            [.. Bands.Take(options.Bands)]);
        return mask;
    }

    private static void Label(string path, byte[] labels, SyntheticOptions options) => Write<byte>(path, labels, GdalDataType.Byte, options, null, ["label"]);

    private static void Write<T>(string path, T[] pixels, GdalDataType type, SyntheticOptions options, double? noData, IReadOnlyList<string> names)
        where T : unmanaged
    {
        double pixel = options.Extent / Math.Max(options.Width, options.Height);
        var spec = new GdalRasterSpec(options.Width, options.Height, names.Count, type)
        {
            Crs = Crs,
            GeoTransform = GdalGeoTransform.NorthUp(West, North, pixel),
            NoData = noData,
            BandNames = names,
        };
        GdalImage.Write<T>(path, pixels, spec, GdalInterleave.Band);
    }
}
