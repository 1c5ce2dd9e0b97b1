namespace Skylite.Native.Gdal;

/// <summary>What matters of a coordinate reference system.</summary>
/// <param name="Name">Its code (<c>EPSG:32633</c>), or else its name.</param>
/// <param name="IsGeographic">Whether coordinates are longitudes and latitudes.</param>
/// <param name="RadiansPerUnit">Size of a unit of longitude and latitude in radians: mostly that of a degree, of some French systems that of a grad.</param>
/// <param name="MetersPerUnit">Length of a unit of projected coordinates in metres.</param>
/// <param name="SemiMajor">Semi-major axis of the ellipsoid in metres.</param>
/// <param name="InverseFlattening">Inverse flattening of the ellipsoid; 0 for a sphere.</param>
public sealed record GdalCrs(string Name, bool IsGeographic, double RadiansPerUnit, double MetersPerUnit, double SemiMajor, double InverseFlattening);
