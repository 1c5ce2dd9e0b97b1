"""Draws a scene of uint16 with 4 bands by mirroring one seeded patch: python3 make_scene.py OUT.tif SIDE"""
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
PATCH = 1000


def patch():
    random = np.random.RandomState(4)
    image = np.zeros((4, PATCH, PATCH), np.float32)
    cells = random.randint(0, 5, (PATCH // 50, PATCH // 50)).repeat(50, 0).repeat(50, 1)
    spectra = np.array([[900, 800, 700, 300], [700, 900, 600, 3200], [1600, 1400, 1300, 2300], [2400, 2300, 2200, 2500], [500, 700, 450, 2600]], np.float32)
    for band in range(4):
        image[band] = spectra[cells, band]
    image[:, 480:492, :] = 1900
    image[:, :, 230:238] = 1800
    image += random.normal(0, 60, image.shape)
    return np.clip(image, 1, 10000).astype(np.uint16)


def main(path, side):
    one = patch()
    both = np.concatenate([one, one[:, :, ::-1]], 2)
    row = np.tile(both, (1, 1, -(-side // (2 * PATCH))))[:, :, :side]
    driver = gdal.GetDriverByName("GTiff")
    scene = driver.Create(path, side, side, 4, gdal.GDT_UInt16, ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "BIGTIFF=IF_SAFER", "INTERLEAVE=BAND"])
    scene.SetGeoTransform((500000, 10, 0, 5600000, 0, -10))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    scene.SetProjection(crs.ExportToWkt())
    for band, name in enumerate(["B02", "B03", "B04", "B08"]):
        scene.GetRasterBand(band + 1).SetDescription(name)
    for i, y in enumerate(range(0, side, PATCH)):
        rows = row if i % 2 == 0 else row[:, ::-1]
        count = min(PATCH, side - y)
        scene.WriteArray(np.ascontiguousarray(rows[:, :count]), 0, y)
    scene.FlushCache()


main(sys.argv[1], int(sys.argv[2]))
