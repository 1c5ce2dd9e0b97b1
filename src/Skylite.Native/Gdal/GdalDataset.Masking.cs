using System.Xml.Linq;

namespace Skylite.Native.Gdal;

/// <content>Views in which masks have become values.</content>
public sealed unsafe partial class GdalDataset
{
    /// <summary>
    /// A view of this raster as floats, in which what a band's mask excludes has the band's value of missing pixels:
    /// brought onto another grid, masks that bands have for themselves would be lost.
    /// </summary>
    /// <param name="noData">The value that marks missing pixels of each band; where it is null, they become NaN.</param>
    /// <returns>The view; it owns this raster from now on.</returns>
    /// <exception cref="GdalException">The raster cannot be opened once more.</exception>
    public GdalDataset WithMasksAsValues(IReadOnlyList<double?> noData)
    {
        var root = new XElement("VRTDataset", new XAttribute("rasterXSize", Width), new XAttribute("rasterYSize", Height));
        if (Projection.Length > 0)
        {
            root.Add(new XElement("SRS", Projection));
        }

        if (GeoTransform is { } t)
        {
            double[] six = [t.OriginX, t.PixelWidth, t.RowRotation, t.OriginY, t.ColumnRotation, t.PixelHeight];
            root.Add(new XElement("GeoTransform", string.Join(", ", six.Select(Number))));
        }

        root.Add(Bands.Select(b => new XElement(
            "VRTRasterBand",
            new XAttribute("dataType", nameof(GdalDataType.Float64)),
            new XAttribute("band", b.Number),
            new XElement("NoDataValue", Number(noData[b.Number - 1] ?? double.NaN)),
            new XElement(
                "ComplexSource",
                new XElement("SourceFilename", Path),
                new XElement("SourceBand", b.Number),
                new XElement("UseMaskBand", "true")))));
        var view = Open(root.ToString(SaveOptions.DisableFormatting), Path, OpenRaster | OpenVerboseError, sidecars: true);
        view._source = this;
        return view;
    }
}
