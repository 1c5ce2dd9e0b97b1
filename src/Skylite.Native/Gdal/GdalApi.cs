using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>
/// The functions of libgdal that Skylite calls, resolved once; names as in <c>gdal.h</c>,
/// <c>cpl_vsi.h</c>, <c>cpl_string.h</c>, <c>cpl_error.h</c> and <c>ogr_srs_api.h</c>.
/// </summary>
internal sealed unsafe class GdalApi
{
    public readonly delegate* unmanaged<byte*, uint, byte**, byte**, byte**, nint> OpenEx;
    public readonly delegate* unmanaged<nint, void> Close;
    public readonly delegate* unmanaged<nint, void> FlushCache;
    public readonly delegate* unmanaged<nint, int> GetRasterXSize;
    public readonly delegate* unmanaged<nint, int> GetRasterYSize;
    public readonly delegate* unmanaged<nint, int> GetRasterCount;
    public readonly delegate* unmanaged<nint, int, nint> GetRasterBand;
    public readonly delegate* unmanaged<nint, double*, int> GetGeoTransform;
    public readonly delegate* unmanaged<nint, double*, int> SetGeoTransform;
    public readonly delegate* unmanaged<nint, byte*> GetProjectionRef;
    public readonly delegate* unmanaged<nint, byte*, int> SetProjection;
    public readonly delegate* unmanaged<nint, nint> GetDatasetDriver;
    public readonly delegate* unmanaged<nint, byte*> GetDriverShortName;
    public readonly delegate* unmanaged<byte*, nint> GetDriverByName;
    public readonly delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nint> Create;
    public readonly delegate* unmanaged<nint, byte*, nint, int, byte**, nint, nint, nint> CreateCopy;
    public readonly delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, int, int*, long, long, long, RasterIOExtra*, int> RasterIO;
    public readonly delegate* unmanaged<nint, int> GetRasterDataType;
    public readonly delegate* unmanaged<nint, byte*> GetDescription;
    public readonly delegate* unmanaged<nint, byte*, void> SetDescription;
    public readonly delegate* unmanaged<nint, int> GetColorInterpretation;
    public readonly delegate* unmanaged<nint, int, int> SetColorInterpretation;
    public readonly delegate* unmanaged<nint, int> GetControlPointCount;
    public readonly delegate* unmanaged<nint, int*, double> GetScale;
    public readonly delegate* unmanaged<nint, int*, double> GetOffset;
    public readonly delegate* unmanaged<nint, int*, double> GetNoData;
    public readonly delegate* unmanaged<nint, double, int> SetNoData;
    public readonly delegate* unmanaged<nint, int*, int*, void> GetBlockSize;
    public readonly delegate* unmanaged<nint, int> GetOverviewCount;
    public readonly delegate* unmanaged<byte*, byte*> VersionInfo;
    public readonly delegate* unmanaged<void> ErrorReset;
    public readonly delegate* unmanaged<int> GetLastErrorType;
    public readonly delegate* unmanaged<byte*> GetLastErrorMsg;
    public readonly delegate* unmanaged<byte*, byte*, ulong, int, nint> FileFromMemBuffer;
    public readonly delegate* unmanaged<byte*, ulong*, int, byte*> GetMemFileBuffer;
    public readonly delegate* unmanaged<nint, int> FileClose;
    public readonly delegate* unmanaged<byte*, int> Unlink;
    public readonly delegate* unmanaged<nuint, void*> Malloc;
    public readonly delegate* unmanaged<void*, void> Free;
    public readonly delegate* unmanaged<long, void> SetCacheMax;
    public readonly delegate* unmanaged<nint, nint> GetMaskBand;
    public readonly delegate* unmanaged<nint, int> GetMaskFlags;
    public readonly delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, long, long, RasterIOExtra*, int> RasterIOBand;
    public readonly delegate* unmanaged<nint, byte*, byte**> GetMetadata;
    public readonly delegate* unmanaged<nint, byte**, byte*, int> SetMetadata;
    public readonly delegate* unmanaged<nint, byte**> GetFileList;
    public readonly delegate* unmanaged<byte**, void> DestroyList;
    public readonly delegate* unmanaged<nint, nint> GetColorTable;
    public readonly delegate* unmanaged<nint, int> GetColorEntryCount;
    public readonly delegate* unmanaged<nint, int, short*> GetColorEntry;
    public readonly delegate* unmanaged<nint, byte**> GetCategoryNames;
    public readonly delegate* unmanaged<byte**, nint, nint> WarpAppOptionsNew;
    public readonly delegate* unmanaged<nint, void> WarpAppOptionsFree;
    public readonly delegate* unmanaged<byte*, nint, int, nint*, nint, int*, nint> Warp;
    public readonly delegate* unmanaged<nint, nint, byte**, nint> CreateTransformer;
    public readonly delegate* unmanaged<nint, void> DestroyTransformer;
    public readonly delegate* unmanaged<nint, int, int, double*, double*, double*, int*, int> Transform;
    public readonly delegate* unmanaged<byte*, nint> NewSpatialReference;
    public readonly delegate* unmanaged<nint, byte*, int> SetFromUserInput;
    public readonly delegate* unmanaged<nint, byte**, int> ExportToWkt;
    public readonly delegate* unmanaged<nint, void> DestroySpatialReference;
    public readonly delegate* unmanaged<nint, nint, int> IsSame;
    public readonly delegate* unmanaged<nint, int> IsGeographic;
    public readonly delegate* unmanaged<nint, int> IsProjected;
    public readonly delegate* unmanaged<nint, nint> CloneGeographic;
    public readonly delegate* unmanaged<nint, int, void> SetAxisOrder;
    public readonly delegate* unmanaged<nint, nint, nint> NewCoordinateTransformation;
    public readonly delegate* unmanaged<nint, void> DestroyCoordinateTransformation;
    public readonly delegate* unmanaged<nint, int, double*, double*, double*, int*, int> TransformCoordinates;
    public readonly delegate* unmanaged<nint, byte**, double> GetAngularUnits;
    public readonly delegate* unmanaged<nint, byte**, double> GetLinearUnits;
    public readonly delegate* unmanaged<nint, int*, double> GetSemiMajor;
    public readonly delegate* unmanaged<nint, int*, double> GetInvFlattening;
    public readonly delegate* unmanaged<nint, byte*> GetName;
    public readonly delegate* unmanaged<nint, byte*, byte*> GetAuthorityCode;
    public readonly delegate* unmanaged<nint, byte*, byte*> GetAuthorityName;

    public GdalApi(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        OpenEx = (delegate* unmanaged<byte*, uint, byte**, byte**, byte**, nint>)Find("GDALOpenEx");
        Close = (delegate* unmanaged<nint, void>)Find("GDALClose");
        FlushCache = (delegate* unmanaged<nint, void>)Find("GDALFlushCache");
        GetRasterXSize = (delegate* unmanaged<nint, int>)Find("GDALGetRasterXSize");
        GetRasterYSize = (delegate* unmanaged<nint, int>)Find("GDALGetRasterYSize");
        GetRasterCount = (delegate* unmanaged<nint, int>)Find("GDALGetRasterCount");
        GetRasterBand = (delegate* unmanaged<nint, int, nint>)Find("GDALGetRasterBand");
        GetGeoTransform = (delegate* unmanaged<nint, double*, int>)Find("GDALGetGeoTransform");
        SetGeoTransform = (delegate* unmanaged<nint, double*, int>)Find("GDALSetGeoTransform");
        GetProjectionRef = (delegate* unmanaged<nint, byte*>)Find("GDALGetProjectionRef");
        SetProjection = (delegate* unmanaged<nint, byte*, int>)Find("GDALSetProjection");
        GetDatasetDriver = (delegate* unmanaged<nint, nint>)Find("GDALGetDatasetDriver");
        GetDriverShortName = (delegate* unmanaged<nint, byte*>)Find("GDALGetDriverShortName");
        GetDriverByName = (delegate* unmanaged<byte*, nint>)Find("GDALGetDriverByName");
        Create = (delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nint>)Find("GDALCreate");
        CreateCopy = (delegate* unmanaged<nint, byte*, nint, int, byte**, nint, nint, nint>)Find("GDALCreateCopy");
        RasterIO =
            (delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, int, int*, long, long, long, RasterIOExtra*, int>)Find(
                "GDALDatasetRasterIOEx");
        GetRasterDataType = (delegate* unmanaged<nint, int>)Find("GDALGetRasterDataType");
        GetDescription = (delegate* unmanaged<nint, byte*>)Find("GDALGetDescription");
        SetDescription = (delegate* unmanaged<nint, byte*, void>)Find("GDALSetDescription");
        GetColorInterpretation = (delegate* unmanaged<nint, int>)Find("GDALGetRasterColorInterpretation");
        SetColorInterpretation = (delegate* unmanaged<nint, int, int>)Find("GDALSetRasterColorInterpretation");
        GetControlPointCount = (delegate* unmanaged<nint, int>)Find("GDALGetGCPCount");
        GetScale = (delegate* unmanaged<nint, int*, double>)Find("GDALGetRasterScale");
        GetOffset = (delegate* unmanaged<nint, int*, double>)Find("GDALGetRasterOffset");
        GetNoData = (delegate* unmanaged<nint, int*, double>)Find("GDALGetRasterNoDataValue");
        SetNoData = (delegate* unmanaged<nint, double, int>)Find("GDALSetRasterNoDataValue");
        GetBlockSize = (delegate* unmanaged<nint, int*, int*, void>)Find("GDALGetBlockSize");
        GetOverviewCount = (delegate* unmanaged<nint, int>)Find("GDALGetOverviewCount");
        VersionInfo = (delegate* unmanaged<byte*, byte*>)Find("GDALVersionInfo");
        ErrorReset = (delegate* unmanaged<void>)Find("CPLErrorReset");
        GetLastErrorType = (delegate* unmanaged<int>)Find("CPLGetLastErrorType");
        GetLastErrorMsg = (delegate* unmanaged<byte*>)Find("CPLGetLastErrorMsg");
        FileFromMemBuffer = (delegate* unmanaged<byte*, byte*, ulong, int, nint>)Find("VSIFileFromMemBuffer");
        GetMemFileBuffer = (delegate* unmanaged<byte*, ulong*, int, byte*>)Find("VSIGetMemFileBuffer");
        FileClose = (delegate* unmanaged<nint, int>)Find("VSIFCloseL");
        Unlink = (delegate* unmanaged<byte*, int>)Find("VSIUnlink");
        Malloc = (delegate* unmanaged<nuint, void*>)Find("VSIMalloc");
        Free = (delegate* unmanaged<void*, void>)Find("VSIFree");
        SetCacheMax = (delegate* unmanaged<long, void>)Find("GDALSetCacheMax64");
        GetMaskBand = (delegate* unmanaged<nint, nint>)Find("GDALGetMaskBand");
        GetMaskFlags = (delegate* unmanaged<nint, int>)Find("GDALGetMaskFlags");
        RasterIOBand = (delegate* unmanaged<nint, int, int, int, int, int, void*, int, int, int, long, long, RasterIOExtra*, int>)Find("GDALRasterIOEx");
        GetMetadata = (delegate* unmanaged<nint, byte*, byte**>)Find("GDALGetMetadata");
        SetMetadata = (delegate* unmanaged<nint, byte**, byte*, int>)Find("GDALSetMetadata");
        GetFileList = (delegate* unmanaged<nint, byte**>)Find("GDALGetFileList");
        DestroyList = (delegate* unmanaged<byte**, void>)Find("CSLDestroy");
        GetColorTable = (delegate* unmanaged<nint, nint>)Find("GDALGetRasterColorTable");
        GetColorEntryCount = (delegate* unmanaged<nint, int>)Find("GDALGetColorEntryCount");
        GetColorEntry = (delegate* unmanaged<nint, int, short*>)Find("GDALGetColorEntry");
        GetCategoryNames = (delegate* unmanaged<nint, byte**>)Find("GDALGetRasterCategoryNames");
        WarpAppOptionsNew = (delegate* unmanaged<byte**, nint, nint>)Find("GDALWarpAppOptionsNew");
        WarpAppOptionsFree = (delegate* unmanaged<nint, void>)Find("GDALWarpAppOptionsFree");
        Warp = (delegate* unmanaged<byte*, nint, int, nint*, nint, int*, nint>)Find("GDALWarp");
        CreateTransformer = (delegate* unmanaged<nint, nint, byte**, nint>)Find("GDALCreateGenImgProjTransformer2");
        DestroyTransformer = (delegate* unmanaged<nint, void>)Find("GDALDestroyGenImgProjTransformer");
        Transform = (delegate* unmanaged<nint, int, int, double*, double*, double*, int*, int>)Find("GDALGenImgProjTransform");
        NewSpatialReference = (delegate* unmanaged<byte*, nint>)Find("OSRNewSpatialReference");
        SetFromUserInput = (delegate* unmanaged<nint, byte*, int>)Find("OSRSetFromUserInput");
        ExportToWkt = (delegate* unmanaged<nint, byte**, int>)Find("OSRExportToWkt");
        DestroySpatialReference = (delegate* unmanaged<nint, void>)Find("OSRDestroySpatialReference");
        IsSame = (delegate* unmanaged<nint, nint, int>)Find("OSRIsSame");
        IsGeographic = (delegate* unmanaged<nint, int>)Find("OSRIsGeographic");
        IsProjected = (delegate* unmanaged<nint, int>)Find("OSRIsProjected");
        CloneGeographic = (delegate* unmanaged<nint, nint>)Find("OSRCloneGeogCS");
        SetAxisOrder = (delegate* unmanaged<nint, int, void>)Find("OSRSetAxisMappingStrategy");
        NewCoordinateTransformation = (delegate* unmanaged<nint, nint, nint>)Find("OCTNewCoordinateTransformation");
        DestroyCoordinateTransformation = (delegate* unmanaged<nint, void>)Find("OCTDestroyCoordinateTransformation");
        TransformCoordinates = (delegate* unmanaged<nint, int, double*, double*, double*, int*, int>)Find("OCTTransformEx");
        GetAngularUnits = (delegate* unmanaged<nint, byte**, double>)Find("OSRGetAngularUnits");
        GetLinearUnits = (delegate* unmanaged<nint, byte**, double>)Find("OSRGetLinearUnits");
        GetSemiMajor = (delegate* unmanaged<nint, int*, double>)Find("OSRGetSemiMajor");
        GetInvFlattening = (delegate* unmanaged<nint, int*, double>)Find("OSRGetInvFlattening");
        GetName = (delegate* unmanaged<nint, byte*>)Find("OSRGetName");
        GetAuthorityCode = (delegate* unmanaged<nint, byte*, byte*>)Find("OSRGetAuthorityCode");
        GetAuthorityName = (delegate* unmanaged<nint, byte*, byte*>)Find("OSRGetAuthorityName");

        // GDAL would otherwise print every problem to stderr; callers get it in a GdalException instead.
        var setErrorHandler = (delegate* unmanaged<nint, nint>)Find("CPLSetErrorHandler");
        setErrorHandler(Find("CPLQuietErrorHandler"));
        ((delegate* unmanaged<void>)Find("GDALAllRegister"))();
    }
}
