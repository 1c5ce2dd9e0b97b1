using System.Globalization;
using System.Xml.Linq;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>Describes a plain file of bytes to GDAL, as a virtual raster beside it.</summary>
internal static class RawRasterView
{
    /// <summary>Writes the description of a whole raster.</summary>
    /// <param name="path">The description.</param>
    /// <param name="raw">Name of the file of bytes, in the same folder.</param>
    /// <param name="grid">Its pixels on the ground; without geotransform, coordinates are columns and rows.</param>
    /// <param name="metadata">Of the raster.</param>
    /// <param name="bands">Facts of each band: elements of a <c>VRTRasterBand</c>.</param>
    public static void Write(string path, string raw, GdalGrid grid, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<IEnumerable<XElement>> bands)
    {
        var root = new XElement("VRTDataset", new XAttribute("rasterXSize", grid.Width), new XAttribute("rasterYSize", grid.Height));
        if (grid.Projection.Length > 0)
        {
            root.Add(new XElement("SRS", grid.Projection));
        }

        if (grid.GeoTransform is { } t)
        {
            double[] six = [t.OriginX, t.PixelWidth, t.RowRotation, t.OriginY, t.ColumnRotation, t.PixelHeight];
            root.Add(new XElement("GeoTransform", string.Join(", ", six.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))));
        }

        root.Add(Metadata(metadata));
        foreach (var (b, facts) in bands.Index())
        {
            root.Add(new XElement(
                "VRTRasterBand",
                new XAttribute("dataType", "Byte"),
                new XAttribute("band", b + 1),
                new XAttribute("subClass", "VRTRawRasterBand"),
                facts,
                new XElement("SourceFilename", new XAttribute("relativetoVRT", 1), raw),
                new XElement("ImageOffset", (long)b * grid.Width * grid.Height),
                new XElement("PixelOffset", 1),
                new XElement("LineOffset", grid.Width)));
        }

        root.Save(path);
    }

    /// <summary>Writes the description of a raster of classes in columns and rows, without place or names.</summary>
    /// <param name="path">The description.</param>
    /// <param name="raw">The file of bytes, in the same folder.</param>
    /// <param name="grid">Its size.</param>
    public static void WritePlain(string path, string raw, GdalGrid grid) => Write(
        path,
        Path.GetFileName(raw),
        grid with { GeoTransform = null, Projection = string.Empty },
        new Dictionary<string, string>(),
        [[NoData(MapLegend.NoData)]]);

    public static XElement Metadata(IReadOnlyDictionary<string, string> entries) =>
        new("Metadata", entries.Select(e => new XElement("MDI", new XAttribute("key", e.Key), e.Value)));

    public static XElement Palette(MapLegend legend)
    {
        static XElement Entry(int red, int green, int blue, int alpha) =>
            new("Entry", new XAttribute("c1", red), new XAttribute("c2", green), new XAttribute("c3", blue), new XAttribute("c4", alpha));

        XElement Of(int index)
        {
            var (red, green, blue) = legend.Rgb(index);
            return Entry(red, green, blue, 255);
        }

        return new("ColorTable", Places(legend, MapLegend.NoData).Select(i => i < 0 ? Entry(0, 0, 0, 0) : Of(i)));
    }

    // Names stand at the place of their value; values without a class have none.
    public static XElement Categories(MapLegend legend) =>
        new("CategoryNames", Places(legend, legend.Values.Max()).Select(i => new XElement("Category", i < 0 ? string.Empty : legend.Names[i])));

    public static XElement NoData(int value) => new("NoDataValue", value);

    private static IEnumerable<int> Places(MapLegend legend, byte highest) => Enumerable.Range(0, highest + 1).Select(value => legend.IndexOf((byte)value));
}
