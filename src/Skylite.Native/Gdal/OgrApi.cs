using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>
/// The functions of libgdal for vectors and for regions of rasters, resolved once; names as in <c>ogr_api.h</c>, <c>gdal.h</c> and <c>gdal_alg.h</c>.
/// </summary>
internal sealed unsafe class OgrApi(nint library)
{
    public readonly delegate* unmanaged<nint, byte*, nint, int, byte**, nint> CreateLayer =
        (delegate* unmanaged<nint, byte*, nint, int, byte**, nint>)Find(library, "GDALDatasetCreateLayer");
    public readonly delegate* unmanaged<nint, int, nint> GetLayer = (delegate* unmanaged<nint, int, nint>)Find(library, "GDALDatasetGetLayer");
    public readonly delegate* unmanaged<nint, int, int> StartTransaction = (delegate* unmanaged<nint, int, int>)Find(library, "GDALDatasetStartTransaction");
    public readonly delegate* unmanaged<nint, int> CommitTransaction = (delegate* unmanaged<nint, int>)Find(library, "GDALDatasetCommitTransaction");
    public readonly delegate* unmanaged<nint, nint, nint, int, byte**, nint, nint, int> Polygonize =
        (delegate* unmanaged<nint, nint, nint, int, byte**, nint, nint, int>)Find(library, "GDALPolygonize");
    public readonly delegate* unmanaged<nint, nint, nint, int, int, byte**, nint, nint, int> SieveFilter =
        (delegate* unmanaged<nint, nint, nint, int, int, byte**, nint, nint, int>)Find(library, "GDALSieveFilter");
    public readonly delegate* unmanaged<byte*, int, nint> CreateFieldDefinition = (delegate* unmanaged<byte*, int, nint>)Find(library, "OGR_Fld_Create");
    public readonly delegate* unmanaged<nint, void> DestroyFieldDefinition = (delegate* unmanaged<nint, void>)Find(library, "OGR_Fld_Destroy");
    public readonly delegate* unmanaged<nint, nint, int, int> CreateField = (delegate* unmanaged<nint, nint, int, int>)Find(library, "OGR_L_CreateField");
    public readonly delegate* unmanaged<nint, int> GetFieldCount = (delegate* unmanaged<nint, int>)Find(library, "OGR_FD_GetFieldCount");
    public readonly delegate* unmanaged<nint, int, nint> GetFieldDefinition = (delegate* unmanaged<nint, int, nint>)Find(library, "OGR_FD_GetFieldDefn");
    public readonly delegate* unmanaged<nint, byte*> GetFieldName = (delegate* unmanaged<nint, byte*>)Find(library, "OGR_Fld_GetNameRef");
    public readonly delegate* unmanaged<nint, int> GetFieldType = (delegate* unmanaged<nint, int>)Find(library, "OGR_Fld_GetType");
    public readonly delegate* unmanaged<nint, void> ResetReading = (delegate* unmanaged<nint, void>)Find(library, "OGR_L_ResetReading");
    public readonly delegate* unmanaged<nint, nint> GetNextFeature = (delegate* unmanaged<nint, nint>)Find(library, "OGR_L_GetNextFeature");
    public readonly delegate* unmanaged<nint, nint> GetLayerDefinition = (delegate* unmanaged<nint, nint>)Find(library, "OGR_L_GetLayerDefn");
    public readonly delegate* unmanaged<nint, nint> GetSpatialReference = (delegate* unmanaged<nint, nint>)Find(library, "OGR_L_GetSpatialRef");
    public readonly delegate* unmanaged<nint, nint, int> CreateFeature = (delegate* unmanaged<nint, nint, int>)Find(library, "OGR_L_CreateFeature");
    public readonly delegate* unmanaged<nint, nint> NewFeature = (delegate* unmanaged<nint, nint>)Find(library, "OGR_F_Create");
    public readonly delegate* unmanaged<nint, void> DestroyFeature = (delegate* unmanaged<nint, void>)Find(library, "OGR_F_Destroy");
    public readonly delegate* unmanaged<nint, int, int> GetInteger = (delegate* unmanaged<nint, int, int>)Find(library, "OGR_F_GetFieldAsInteger");
    public readonly delegate* unmanaged<nint, int, double> GetDouble = (delegate* unmanaged<nint, int, double>)Find(library, "OGR_F_GetFieldAsDouble");
    public readonly delegate* unmanaged<nint, int, byte*> GetText = (delegate* unmanaged<nint, int, byte*>)Find(library, "OGR_F_GetFieldAsString");
    public readonly delegate* unmanaged<nint, int, int, void> SetInteger = (delegate* unmanaged<nint, int, int, void>)Find(library, "OGR_F_SetFieldInteger");
    public readonly delegate* unmanaged<nint, int, double, void> SetDouble =
        (delegate* unmanaged<nint, int, double, void>)Find(library, "OGR_F_SetFieldDouble");
    public readonly delegate* unmanaged<nint, int, byte*, void> SetText = (delegate* unmanaged<nint, int, byte*, void>)Find(library, "OGR_F_SetFieldString");
    public readonly delegate* unmanaged<nint, nint, int> SetGeometryDirectly = (delegate* unmanaged<nint, nint, int>)Find(library, "OGR_F_SetGeometryDirectly");
    public readonly delegate* unmanaged<nint, nint> GetGeometry = (delegate* unmanaged<nint, nint>)Find(library, "OGR_F_GetGeometryRef");
    public readonly delegate* unmanaged<nint, int> WkbSize = (delegate* unmanaged<nint, int>)Find(library, "OGR_G_WkbSize");
    public readonly delegate* unmanaged<nint, int, byte*, int> ExportToWkb = (delegate* unmanaged<nint, int, byte*, int>)Find(library, "OGR_G_ExportToWkb");
    public readonly delegate* unmanaged<byte*, nint, nint*, int, int> CreateFromWkb =
        (delegate* unmanaged<byte*, nint, nint*, int, int>)Find(library, "OGR_G_CreateFromWkb");
    public readonly delegate* unmanaged<nint, double, nint> Simplify = (delegate* unmanaged<nint, double, nint>)Find(library, "OGR_G_SimplifyPreserveTopology");
    public readonly delegate* unmanaged<nint, void> DestroyGeometry = (delegate* unmanaged<nint, void>)Find(library, "OGR_G_DestroyGeometry");

    private static nint Find(nint library, string name) => NativeLibrary.GetExport(library, name);
}
