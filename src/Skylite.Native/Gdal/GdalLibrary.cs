using Skylite.Native.Libraries;

namespace Skylite.Native.Gdal;

/// <summary>The loaded libgdal: where it came from and which version it is.</summary>
public static unsafe class GdalLibrary
{
    private static readonly Lazy<(GdalApi Api, OgrApi Vectors, string Path)> Loaded = new(Load);

    /// <summary>Where libgdal is looked for: <c>SKYLITE_GDAL</c>, the artifacts folder, the system.</summary>
    public static NativeLibrarySearch Search { get; } = new(
        "GDAL",
        "SKYLITE_GDAL",
        OperatingSystem.IsWindows() ? ["gdal.dll"]
            : OperatingSystem.IsMacOS() ? ["libgdal.dylib"]
            : ["libgdal.so.32", "libgdal.so", .. Enumerable.Range(30, 20).Reverse().Where(n => n != 32).Select(n => $"libgdal.so.{n}")],
        ["native/gdal"],
        "Install GDAL 3.4 or newer ('apt-get install --no-install-recommends libgdal32' on Debian 12), "
        + "or let SKYLITE_GDAL point to libgdal or to the folder that holds it.");

    /// <summary>GDAL's version, for example <c>3.6.2</c>.</summary>
    /// <exception cref="NativeLibraryNotFoundException">libgdal is missing.</exception>
    public static string Version
    {
        get
        {
            using var key = new NativeText("RELEASE_NAME");
            return NativeText.Read(Api.VersionInfo(key.First));
        }
    }

    /// <summary>The path that libgdal was loaded by; a bare file name if the system's loader found it.</summary>
    /// <exception cref="NativeLibraryNotFoundException">libgdal is missing.</exception>
    public static string Path => Loaded.Value.Path;

    internal static GdalApi Api => Loaded.Value.Api;

    internal static OgrApi Vectors => Loaded.Value.Vectors;

    /// <summary>Bounds the memory in which GDAL keeps blocks of all open rasters.</summary>
    /// <param name="bytes">Bytes, 1 MB or more.</param>
    public static void SetCacheSize(long bytes) => Api.SetCacheMax(Math.Max(bytes, 1L << 20));

    internal static GdalException Error(string what)
    {
        var reason = NativeText.Read(Api.GetLastErrorMsg()).Trim();
        return new GdalException(reason.Length == 0 ? $"{what}." : $"{what}: {reason.TrimEnd('.')}.");
    }

    /// <summary>Why a file could not be written; where its disk is full, the exception says that as those of .NET do.</summary>
    /// <param name="what">What failed.</param>
    /// <param name="path">The file, or the name of a raster in memory.</param>
    internal static GdalException WriteError(string what, string path)
    {
        // What wrote a file may have deleted it since: then there is room again, and the reason alone tells.
        var error = Error(what);
        if (error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || DiskSpace.IsUsedUp(path))
        {
            error.HResult = DiskSpace.Lack;
        }

        return error;
    }

    private static (GdalApi Api, OgrApi Vectors, string Path) Load()
    {
        var library = Search.Load();
        return (new GdalApi(library.Handle), new OgrApi(library.Handle), library.Path);
    }
}
