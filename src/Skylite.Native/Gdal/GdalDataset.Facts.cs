using System.Globalization;

namespace Skylite.Native.Gdal;

/// <content>Masks, colour tables, category names, metadata and files.</content>
public sealed unsafe partial class GdalDataset
{
    private const int MaskAllValid = 1;
    private const int MaskPerDataset = 2;
    private const int MaskAlpha = 4;
    private const int MaskNoData = 8;

    // GDAL takes an opacity band for a mask only in rasters of two or four bands.
    private int AlphaBand => Bands.FirstOrDefault(b => b.ColorInterpretation == GdalColorInterpretation.Alpha)?.Number ?? 0;

    /// <summary>The files that the raster consists of, with those beside it and those that a virtual raster reads; empty where it is none.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            var api = GdalLibrary.Api;
            var files = api.GetFileList(handle);
            try
            {
                return NativeText.ReadList(files);
            }
            finally
            {
                api.DestroyList(files);
            }
        }
    }

    /// <summary>
    /// Whether a band's missing pixels are marked by an opacity band or a mask beside the
    /// pixels, which <see cref="ReadMask"/> reads. A nodata value alone is no mask.
    /// </summary>
    /// <param name="band">Number of the band, from 1.</param>
    /// <remarks>GDAL calls a band opacity that a file calls so and names otherwise; such a band is imagery here, and its zeros are values.</remarks>
    public bool HasMask(int band) => AlphaBand > 0 || (MaskFlags(band) & (MaskPerDataset | MaskAlpha)) == MaskPerDataset || HasOwnMask(band);

    /// <summary>Whether a band has a mask that is not that of all bands, as in virtual rasters.</summary>
    /// <param name="band">Number of the band, from 1.</param>
    public bool HasOwnMask(int band) => AlphaBand == 0 && (MaskFlags(band) & (MaskAllValid | MaskPerDataset | MaskAlpha | MaskNoData)) == 0;

    /// <summary>Reads a band's mask: 0 where pixels are missing.</summary>
    /// <param name="band">Number of the band, from 1.</param>
    /// <param name="window">Where.</param>
    /// <param name="mask">At least height × width elements.</param>
    /// <param name="width">Columns of the buffer; null means as many as the window has.</param>
    /// <param name="height">Rows of the buffer; null means as many as the window has.</param>
    /// <exception cref="GdalException">The window lies outside the raster, or the file is damaged.</exception>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public void ReadMask(int band, GdalWindow window, Span<byte> mask, int? width = null, int? height = null)
    {
        Check(window, [band]);
        var columns = width ?? window.Width;
        var rows = height ?? window.Height;
        if (mask.Length < (long)columns * rows)
        {
            throw new ArgumentException($"'{Path}': a buffer of {mask.Length} elements cannot take a mask of {columns} × {rows} pixels.", nameof(mask));
        }

        if (AlphaBand is > 0 and var alpha)
        {
            Read(mask, new GdalReadOptions { Window = window, Width = columns, Height = rows, Bands = [alpha] });
            return;
        }

        var api = GdalLibrary.Api;
        var extra = new RasterIOExtra { Version = 1 };
        api.ErrorReset();
        fixed (byte* buffer = mask)
        {
            if (api.RasterIOBand(
                api.GetMaskBand(BandHandle(band)), ReadFlag, window.X, window.Y, window.Width, window.Height, buffer, columns, rows, (int)GdalDataType.Byte, 1,
                columns, &extra) >= 3)
            {
                throw GdalLibrary.Error($"The mask of '{Path}' cannot be read");
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>The metadata of the raster, or of one of its bands.</summary>
    /// <param name="band">Number of the band, from 1; 0 asks for the raster's own.</param>
    /// <param name="domain">Metadata domain (<c>IMAGE_STRUCTURE</c>); the empty text is the default one.</param>
    /// <returns>Values by name.</returns>
    public IReadOnlyDictionary<string, string> Metadata(int band = 0, string domain = "") => GdalMetadata.Read(band == 0 ? handle : BandHandle(band), domain);

    /// <summary>The colour table of a band.</summary>
    /// <param name="band">Number of the band, from 1.</param>
    /// <returns>Colours as <c>#rrggbb</c>, in the order of the pixel values; empty where there is no table.</returns>
    public IReadOnlyList<string> ColorTable(int band)
    {
        var api = GdalLibrary.Api;
        var table = api.GetColorTable(BandHandle(band));
        var colors = new string[table == 0 ? 0 : api.GetColorEntryCount(table)];
        for (var i = 0; i < colors.Length; i++)
        {
            var entry = api.GetColorEntry(table, i);
            colors[i] = string.Create(CultureInfo.InvariantCulture, $"#{entry[0]:x2}{entry[1]:x2}{entry[2]:x2}");
        }

        return colors;
    }

    /// <summary>The names of a band's pixel values.</summary>
    /// <param name="band">Number of the band, from 1.</param>
    /// <returns>Names in the order of the pixel values; empty where there are none.</returns>
    public IReadOnlyList<string> CategoryNames(int band)
    {
        // GDAL's GeoTIFF driver reads the file beside the image, which holds the names, only once it is asked for the image's place.
        _ = GeoTransform;
        return NativeText.ReadList(GdalLibrary.Api.GetCategoryNames(BandHandle(band)));
    }

    private int MaskFlags(int band) => GdalLibrary.Api.GetMaskFlags(BandHandle(band));
}
