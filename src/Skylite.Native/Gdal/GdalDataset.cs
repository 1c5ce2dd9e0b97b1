using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>An open raster. One thread at a time may use it; different rasters may be used by different threads.</summary>
public sealed unsafe partial class GdalDataset : SafeHandle
{
    private const uint OpenRaster = 0x02;
    private const uint OpenUpdate = 0x01;
    private const uint OpenVerboseError = 0x40;
    private const int ReadFlag = 0;
    private const int WriteFlag = 1;

    private static long _memoryFiles;

    private string? _memoryFile;
    private GdalBand[]? _bands;
    private GdalDataset? _source;

    private GdalDataset(nint handle, string path)
        : base(0, ownsHandle: true)
    {
        SetHandle(handle);
        Path = path;
        Width = GdalLibrary.Api.GetRasterXSize(handle);
        Height = GdalLibrary.Api.GetRasterYSize(handle);
        BandCount = GdalLibrary.Api.GetRasterCount(handle);
    }

    /// <summary>The path that the raster was opened by, or what it was called.</summary>
    public string Path { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Number of bands.</summary>
    public int BandCount { get; }

    /// <summary>What the raster says about its bands, in order.</summary>
    public IReadOnlyList<GdalBand> Bands => _bands ??= [.. Enumerable.Range(1, BandCount).Select(Describe)];

    /// <summary>The pixel type of the first band.</summary>
    public GdalDataType DataType => BandCount == 0 ? GdalDataType.Unknown : Supported(GdalLibrary.Api.GetRasterDataType(BandHandle(1)));

    /// <summary>Short name of the GDAL driver that reads the raster, for example <c>GTiff</c>.</summary>
    public string Driver => NativeText.Read(GdalLibrary.Api.GetDriverShortName(GdalLibrary.Api.GetDatasetDriver(handle)));

    /// <summary>The map from pixels to map coordinates, or null if the raster has none.</summary>
    public GdalGeoTransform? GeoTransform
    {
        get
        {
            var t = stackalloc double[6];
            return GdalLibrary.Api.GetGeoTransform(handle, t) == 0 ? new GdalGeoTransform(t[0], t[1], t[2], t[3], t[4], t[5]) : null;
        }
    }

    /// <summary>Number of ground control points, by which rasters are placed that have no <see cref="GeoTransform"/>.</summary>
    public int ControlPointCount => GdalLibrary.Api.GetControlPointCount(handle);

    /// <summary>The coordinate reference system as well-known text, or the empty text.</summary>
    public string Projection => NativeText.Read(GdalLibrary.Api.GetProjectionRef(handle));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Opens a raster for reading.</summary>
    /// <param name="path">A file, or any name GDAL understands (<c>/vsizip/…</c>, a subdataset).</param>
    /// <param name="sidecars">Whether files beside it (world files, <c>.aux.xml</c>, overviews) are looked for; plain pictures open faster without.</param>
    /// <returns>The raster; dispose it.</returns>
    /// <exception cref="GdalException">The file is missing, damaged, or of a kind GDAL cannot read; the message names it and gives GDAL's reason.</exception>
    public static GdalDataset Open(string path, bool sidecars = true) => Open(path, path, OpenRaster | OpenVerboseError, sidecars);

    /// <summary>Opens an existing raster for reading and writing.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The raster; dispose it to complete the file.</returns>
    /// <exception cref="GdalException">The file cannot be opened so.</exception>
    public static GdalDataset OpenForUpdate(string path) => Open(path, path, OpenRaster | OpenUpdate | OpenVerboseError, sidecars: true);

    /// <summary>Opens an image that lies in memory.</summary>
    /// <param name="file">The bytes of a whole file (PNG, JPEG, GeoTIFF …); they are copied.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The raster; dispose it.</returns>
    /// <exception cref="GdalException">The bytes are not an image that GDAL can read.</exception>
    public static GdalDataset FromBytes(ReadOnlySpan<byte> file, string name = "image in memory")
    {
        var api = GdalLibrary.Api;
        var memoryFile = NextMemoryFile();
        using var path = new NativeText(memoryFile);
        var copy = (byte*)api.Malloc((nuint)Math.Max(1, file.Length));
        file.CopyTo(new Span<byte>(copy, file.Length));
        var stream = api.FileFromMemBuffer(path.First, copy, (ulong)file.Length, 1);
        _ = api.FileClose(stream);
        try
        {
            var dataset = Open(memoryFile, name, OpenRaster | OpenVerboseError, sidecars: false);
            dataset._memoryFile = memoryFile;
            return dataset;
        }
        catch
        {
            _ = api.Unlink(path.First);
            throw;
        }
    }

    internal static string NextMemoryFile() => Invariant($"/vsimem/skylite/{Interlocked.Increment(ref _memoryFiles)}");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalLibrary.Api.Close(handle);
        _source?.Dispose();
        if (_memoryFile is not null)
        {
            using var path = new NativeText(_memoryFile);
            _ = GdalLibrary.Api.Unlink(path.First);
        }

        return true;
    }

    private static GdalDataset Open(string path, string name, uint flags, bool sidecars)
    {
        var api = GdalLibrary.Api;
        using var text = new NativeText(path);
        byte* none = null;
        api.ErrorReset();
        var opened = api.OpenEx(text.First, flags, null, null, sidecars ? null : &none);
        return opened == 0 ? throw GdalLibrary.Error($"'{name}' cannot be opened as an image") : new GdalDataset(opened, name);
    }

    private static GdalDataType Supported(int type) => type is >= 1 and <= 7 ? (GdalDataType)type : GdalDataType.Unknown;

    private nint BandHandle(int number) => GdalLibrary.Api.GetRasterBand(handle, number);

    private GdalBand Describe(int number)
    {
        var api = GdalLibrary.Api;
        var band = BandHandle(number);
        int hasNoData;
        var noData = api.GetNoData(band, &hasNoData);
        int blockWidth, blockHeight;
        api.GetBlockSize(band, &blockWidth, &blockHeight);
        var description = NativeText.Read(api.GetDescription(band));
        var shown = (GdalColorInterpretation)api.GetColorInterpretation(band);
        return new GdalBand(
            number,
            Supported(api.GetRasterDataType(band)),
            description,
            // Many programs call the fourth band opacity unasked; where it has another name (nir), that is what it is.
            shown == GdalColorInterpretation.Alpha && description.Trim().ToUpperInvariant() is not ("" or "ALPHA" or "OPACITY" or "MASK" or "A")
                ? GdalColorInterpretation.Undefined
                : shown,
            hasNoData != 0 ? noData : null,
            blockWidth,
            blockHeight,
            api.GetOverviewCount(band))
        {
            Scale = api.GetScale(band, null),
            Offset = api.GetOffset(band, null),
        };
    }
}
